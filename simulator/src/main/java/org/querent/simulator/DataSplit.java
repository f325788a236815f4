package org.querent.simulator;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;

/**
 * The three parts of a data set in a simulation. They share users and items, but no rating.
 *
 * @param test the holdout that errors are measured on; never shown to a model or a strategy
 * @param initial what the model knows before the first query
 * @param pool what may be asked for; the ratings are the oracle's secret
 */
public record DataSplit(Ratings test, Ratings initial, Ratings pool) {
  /**
   * Splits at random.
   *
   * @param ratings the whole data set
   * @param testFraction the part of all ratings held out, between 0 and 1
   * @param initial the number of ratings known at the start
   * @throws SimulationException if a part would be empty
   */
  public static DataSplit random(
      Ratings ratings, double testFraction, int initial, RandomGenerator random) {
    int test = (int) Math.round(ratings.size() * testFraction);
    requireParts(ratings.size(), test, initial);
    int[] order = RandomStreams.permutation(ratings.size(), random);
    int known = test + initial;
    return new DataSplit(
        ratings.select(Arrays.copyOfRange(order, 0, test)),
        ratings.select(Arrays.copyOfRange(order, test, known)),
        ratings.select(Arrays.copyOfRange(order, known, order.length)));
  }

  private static void requireParts(int size, int test, int initial) {
    if (test == 0) {
      throw new SimulationException(
          "the test set is empty: split.test is too small for %,d ratings".formatted(size));
    }
    if (initial < 1) {
      throw new SimulationException("split.initial must be at least 1");
    }
    if ((long) test + initial >= size) {
      throw new SimulationException(
          "nothing is left to ask for: of %,d ratings, %,d are for the test and %,d are known at the"
                  .formatted(size, test, initial)
              + " start; lower split.test or split.initial");
    }
  }
}
