package org.querent.simulator.spec;

import org.querent.core.settings.Setting;

/**
 * How the oracle answers.
 *
 * @param about which pairs may be asked for
 * @param noise standard deviation of what is added to an answer, in the unit of the data; the sum
 *     is clipped to the scale
 * @param inconsistency the probability that an answer is off by one step of the scale, up or down
 *     alike: what users do when they rate again (Amatriain, Pujol and Oliver 2009, I like it... I
 *     like it not, UMAP)
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
        double inconsistency) {
  /** Which pairs may be asked for. */
  public enum About {
    /** Pairs whose rating is held back: every query is answered. */
    RATED_ONLY,
    /** All pairs that are neither known nor held out; a query of one not rated brings nothing. */
    ANYTHING
  }

  /** What holds where an experiment says nothing. */
  public static final OracleSettings DEFAULTS = new OracleSettings(About.RATED_ONLY, 0, 0);
}
