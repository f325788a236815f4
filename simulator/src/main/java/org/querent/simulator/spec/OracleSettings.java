package org.querent.simulator.spec;

import org.querent.core.settings.Setting;

/**
 * How the people in the oracle behave: what they answer, and what they rate by themselves.
 *
 * @param about which pairs may be asked for
 * @param noise standard deviation of what is added to an answer, in the unit of the data; the sum
 *     is clipped to the scale
 * @param inconsistency the probability that an answer is off by one step of the scale, up or down
 *     alike: what users do when they rate again (Amatriain, Pujol and Oliver 2009, I like it... I
 *     like it not, UMAP)
 * @param natural what users rate without being asked
 */
public record OracleSettings(
    @Setting("which pairs may be asked for: those rated, or anything, which may cost for nothing")
        About about,
    @Setting(
            value = "standard deviation of the noise of an answer, in the unit of the data",
            min = 0,
            max = 1e9)
        double noise,
    @Setting(value = "probability that an answer is off by one step of the scale", min = 0, max = 1)
        double inconsistency,
    @Setting("what users rate without being asked") Natural natural) {
  /** An oracle of people who rate nothing by themselves. */
  public OracleSettings(About about, double noise, double inconsistency) {
    this(about, noise, inconsistency, Natural.NOTHING);
  }

  /** Which pairs may be asked for. */
  public enum About {
    /** Pairs whose rating is held back: every query is answered. */
    RATED_ONLY,
    /** All pairs that are neither known nor held out; a query of one not rated brings nothing. */
    ANYTHING
  }

  /**
   * Ratings that users give by themselves: whoever was asked a question, answered or not, also
   * rates some of what else they have ratings of held back (natural acquisition; Elahi, Ricci and
   * Rubens 2014, Active learning strategies for rating elicitation in collaborative filtering: a
   * system-wide perspective, ACM TIST 5(1)).
   *
   * @param rate how many ratings there are a question, on average
   * @param by how probably an item is the one that is rated
   */
  public record Natural(
      @Setting(
              value = "ratings that a user gives by themselves after a question, on average",
              min = 0,
              max = 1000)
          double rate,
      @Setting("which items they rate: popular ones, or those that they probably know") By by) {
    /** Nobody rates anything by themselves. */
    public static final Natural NOTHING = new Natural(0, By.POPULARITY);

    /** In proportion to what an item is rated. */
    public enum By {
      /** The number of users who had rated it before anybody was asked, and one. */
      POPULARITY,
      /** The probability that the user knows it, by what is known of the user so far. */
      EXPOSURE
    }
  }

  /** What holds where an experiment says nothing. */
  public static final OracleSettings DEFAULTS = new OracleSettings(About.RATED_ONLY, 0, 0);
}
