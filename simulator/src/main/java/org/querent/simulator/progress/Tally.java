package org.querent.simulator.progress;

/**
 * What was asked, and what came of it.
 *
 * @param queries answered or not
 * @param answered how many of them were
 * @param cost what they cost
 * @param ratings the sum of the answers
 */
public record Tally(int queries, int answered, double cost, double ratings) {
  /** Nothing was asked. */
  public static final Tally NOTHING = new Tally(0, 0, 0, 0);

  /** What was asked in both. */
  public Tally plus(Tally other) {
    return new Tally(
        queries + other.queries,
        answered + other.answered,
        cost + other.cost,
        ratings + other.ratings);
  }

  /** What was asked since another, earlier tally of the same run. */
  public Tally minus(Tally other) {
    return new Tally(
        queries - other.queries,
        answered - other.answered,
        cost - other.cost,
        ratings - other.ratings);
  }

  /** The numbers, to be saved. */
  public double[] save() {
    return new double[] {queries, answered, cost, ratings};
  }

  /** What was saved. */
  public static Tally of(double[] saved) {
    return new Tally((int) saved[0], (int) saved[1], saved[2], saved[3]);
  }
}
