package org.querent.simulator.progress;

/**
 * What was asked, and what came of it.
 *
 * @param queries answered or not
 * @param answered how many of them were
 * @param cost what they cost
 * @param ratings the sum of the answers
 * @param natural how many ratings users gave by themselves, which are no answers
 * @param promised by how much the model expected the answers to lower the mean squared error, where
 *     that is measured
 */
public record Tally(
    int queries, int answered, double cost, double ratings, int natural, double promised) {
  /** Nothing was asked. */
  public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

  /** How many numbers are saved, without what was promised. */
  public static final int SAVED = 5;

  /** A question that was answered. */
  public static Tally ofAnswer(double cost, double rating) {
    return new Tally(1, 1, cost, rating, 0, 0);
  }

  /** The same where more was promised. */
  public Tally promising(double more) {
    return new Tally(queries, answered, cost, ratings, natural, promised + more);
  }

  /** A question that was not answered. */
  public static Tally ofRefusal(double cost) {
    return new Tally(1, 0, cost, 0, 0, 0);
  }

  /** A rating that a user gave without being asked. */
  public static Tally ofNatural() {
    return new Tally(0, 0, 0, 0, 1, 0);
  }

  /** What was asked in both. */
  public Tally plus(Tally other) {
    return new Tally(
        queries + other.queries,
        answered + other.answered,
        cost + other.cost,
        ratings + other.ratings,
        natural + other.natural,
        promised + other.promised);
  }

  /** What was asked since another, earlier tally of the same run. */
  public Tally minus(Tally other) {
    return new Tally(
        queries - other.queries,
        answered - other.answered,
        cost - other.cost,
        ratings - other.ratings,
        natural - other.natural,
        promised - other.promised);
  }

  /** The numbers, to be saved, without what was promised. */
  public double[] save() {
    return new double[] {queries, answered, cost, ratings, natural};
  }

  /** What was saved. */
  public static Tally of(double[] saved) {
    return new Tally((int) saved[0], (int) saved[1], saved[2], saved[3], (int) saved[4], 0);
  }
}
