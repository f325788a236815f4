package org.querent.simulator.split;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.querent.core.Counted;
import org.querent.core.data.Dataset;
import org.querent.core.data.GivenSplit;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SplitSettings;

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
    int test = testSize(ratings, testFraction);
    requireParts(ratings.size(), test, initial);
    int[] order = RandomStreams.permutation(ratings.size(), random);
    int known = test + initial;
    return new DataSplit(
        ratings.select(Arrays.copyOfRange(order, 0, test)),
        ratings.select(Arrays.copyOfRange(order, test, known)),
        ratings.select(Arrays.copyOfRange(order, known, order.length)));
  }

  /**
   * Splits as settings say.
   *
   * @param budget the number of questions that a newcomer must be able to answer
   * @throws SimulationException if a part would be empty, or time is asked for and there is none
   */
  public static DataSplit of(
      Ratings ratings, SplitSettings how, Protocol protocol, int budget, RandomGenerator random) {
    if (how.by() == SplitSettings.By.TIME || how.at().isPresent()) {
      requireTimes(ratings);
    }
    if (protocol.hasNewcomers()) {
      return new NewcomerSplit(ratings, how, protocol == Protocol.COLD_START, budget).split(random);
    }
    if (!how.holdsPartOut()) {
      return heldOut(ratings, how, random);
    }
    return how.by() == SplitSettings.By.TIME
        ? byTime(ratings, how.test(), how.initial())
        : random(ratings, how.test(), how.initial(), random);
  }

  /**
   * The split that a data set comes with for a seed.
   *
   * @param random draws what is known at the start, where the split is a fold
   * @throws SimulationException if nothing is left to ask for, or somebody who is asked as a
   *     newcomer is known
   */
  public static DataSplit given(
      Dataset dataset, SplitSettings how, Protocol protocol, long seed, RandomGenerator random) {
    GivenSplit given = dataset.split(seed);
    Ratings ratings = dataset.ratings();
    Ratings test = ratings.select(given.test());
    if (given.isFold()) {
      Ratings rest = ratings.select(given.pool());
      requireParts(ratings.size(), test.size(), how.initial());
      if (how.by() == SplitSettings.By.TIME) {
        requireTimes(rest);
      }
      int[] order =
          how.by() == SplitSettings.By.TIME
              ? inTime(rest)
              : RandomStreams.permutation(rest.size(), random);
      return new DataSplit(
          test,
          rest.select(Arrays.copyOfRange(order, 0, how.initial())),
          rest.select(Arrays.copyOfRange(order, how.initial(), order.length)));
    }
    DataSplit split =
        new DataSplit(test, ratings.select(given.initial()), ratings.select(given.pool()));
    if (protocol.hasNewcomers()) {
      split.requireNewcomers(protocol == Protocol.COLD_START);
    }
    return split;
  }

  private void requireNewcomers(boolean users) {
    boolean[] known = new boolean[users ? initial.userCount() : initial.itemCount()];
    for (int row = 0; row < initial.size(); row++) {
      known[users ? initial.user(row) : initial.item(row)] = true;
    }
    for (int row = 0; row < pool.size(); row++) {
      if (known[users ? pool.user(row) : pool.item(row)]) {
        throw new SimulationException(
            String.format(
                Locale.ROOT,
                "split.pool: %s is new, and has ratings in split.initial; move these to the pool or the test",
                users
                    ? "user " + pool.userIds().idOf(pool.user(row))
                    : "item " + pool.itemIds().idOf(pool.item(row))));
      }
    }
  }

  /**
   * The number of ratings in the pool, under a protocol without newcomers.
   *
   * @throws SimulationException as the split itself
   */
  public static int poolSize(Dataset dataset, SplitSettings how) {
    if (!dataset.splits().isEmpty()) {
      return LongStream.rangeClosed(1, dataset.splits().size())
          .mapToInt(
              seed ->
                  given(dataset, how, Protocol.POOL, seed, new SplittableRandom(1)).pool().size())
          .min()
          .orElseThrow();
    }
    Ratings ratings = dataset.ratings();
    if (how.by() == SplitSettings.By.TIME || how.at().isPresent()) {
      requireTimes(ratings);
    }
    if (!how.holdsPartOut()) {
      return heldOut(ratings, how, new SplittableRandom(1)).pool().size();
    }
    int test = testSize(ratings, how.test());
    requireParts(ratings.size(), test, how.initial());
    return ratings.size() - test - how.initial();
  }

  private static DataSplit heldOut(Ratings ratings, SplitSettings how, RandomGenerator random) {
    int[] order =
        how.by() == SplitSettings.By.TIME
            ? inTime(ratings)
            : RandomStreams.permutation(ratings.size(), random);
    return new HeldOut(ratings, how).split(order);
  }

  private static int testSize(Ratings ratings, double fraction) {
    return (int) Math.round(ratings.size() * fraction);
  }

  /** The first ratings are known, the last are held out; of equal times, in the data's order. */
  private static DataSplit byTime(Ratings ratings, double testFraction, int initial) {
    int test = testSize(ratings, testFraction);
    requireParts(ratings.size(), test, initial);
    int[] order = inTime(ratings);
    int pool = order.length - test;
    return new DataSplit(
        ratings.select(Arrays.copyOfRange(order, pool, order.length)),
        ratings.select(Arrays.copyOfRange(order, 0, initial)),
        ratings.select(Arrays.copyOfRange(order, initial, pool)));
  }

  /** The rows, the earliest first; of equal times, in the data's order. */
  public static int[] inTime(Ratings ratings) {
    int[] order = new int[ratings.size()];
    long[] times = new long[ratings.size()];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
      times[row] = ratings.timestamp(row);
    }
    LongArrays.radixSortIndirect(order, times, true);
    return order;
  }

  private static void requireTimes(Ratings ratings) {
    for (int row = 1; row < ratings.size(); row++) {
      if (ratings.timestamp(row) != ratings.timestamp(0)) {
        return;
      }
    }
    throw new SimulationException(
        "split: goes by time, but the ratings have no times, or all the same; use by: random, and no at");
  }

  /**
   * Requires enough ratings for three parts.
   *
   * @throws SimulationException if no setting makes parts of so few
   */
  static void requireRatings(int size) {
    if (size < 3) {
      throw new SimulationException(
          "split: found "
              + Counted.of(size, "rating")
              + ", needed at least 3: one for the test, one that is known at the start and one to ask for");
    }
  }

  private static void requireParts(int size, int test, int initial) {
    requireRatings(size);
    if (test == 0) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "split.test: the test set is empty: it is too small for %s; raise it",
              Counted.of(size, "rating")));
    }
    if (initial < 1) {
      throw new SimulationException("split.initial: must be at least 1");
    }
    if ((long) test + initial >= size) {
      throw new SimulationException(
          String.format(
                  Locale.ROOT,
                  "split: nothing is left to ask for: of %s, %,d %s for the test and %,d %s known at the",
                  Counted.of(size, "rating"),
                  test,
                  Counted.are(test),
                  initial,
                  Counted.are(initial))
              + " start; lower "
              + lowered(test, "split.test", initial));
    }
  }

  /** The settings of those, the known ratings and others, that are not as low as they can be. */
  static String lowered(int others, String setting, int initial) {
    return Stream.of(others > 1 ? setting : "", initial > 1 ? "split.initial" : "")
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(" or "));
  }
}
