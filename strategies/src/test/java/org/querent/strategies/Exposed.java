package org.querent.strategies;

import java.util.SplittableRandom;

/** An exposure as a slow and obvious table. */
public final class Exposed implements ExposureView {
  /** The probability of an answer by user, then item; what is written here is seen. */
  public final double[][] table;

  /** Probabilities at random. */
  public Exposed(int users, int items, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    table = new double[users][items];
    for (double[] row : table) {
      for (int item = 0; item < items; item++) {
        row[item] = random.nextDouble(0.01, 0.99);
      }
    }
  }

  /** A round in which this is what is known of who could answer. */
  public QueryRound in(QueryRound round) {
    return round.answerable(this, round.answerPower());
  }

  @Override
  public double probability(int user, int item) {
    return table[user][item];
  }

  @Override
  public void probabilities(int user, double[] out) {
    System.arraycopy(table[user], 0, out, 0, out.length);
  }

  @Override
  public int raters(int item) {
    return 3 * item;
  }
}
