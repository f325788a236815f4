package org.querent.experiments.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.querent.core.Counted;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.experiments.ExperimentException;

/**
 * The two parts of a data set. They share users and items, but no rating.
 *
 * @param train what is learned from
 * @param test what is measured on
 */
public record Holdout(Ratings train, Ratings test) {
  /**
   * Parts a data set. Of ratings with the same time, those that come later in the file are later.
   *
   * @throws ExperimentException if a part would be empty, or the ratings have no times to go by
   */
  public static Holdout of(Ratings ratings, FitOptions options) {
    int size = ratings.size();
    int test = (int) Math.round(size * options.test());
    if (test == 0 && options.test() > 0 || test == size) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "--test %s leaves %,d of %s for the test and %,d to learn from; both need one",
              options.test(),
              test,
              Counted.of(size, "rating"),
              size - test));
    }
    if (options.split() == FitOptions.Split.TIME) {
      int[] order = byTime(ratings);
      return new Holdout(
          ratings.select(Arrays.copyOfRange(order, 0, size - test)),
          ratings.select(Arrays.copyOfRange(order, size - test, size)));
    }
    return random(ratings, options.test(), options.seed());
  }

  /** Holds a random part out; neither part is checked. */
  public static Holdout random(Ratings ratings, double fraction, long seed) {
    int size = ratings.size();
    int test = (int) Math.round(size * fraction);
    // The same stream as in an experiment: the same seed holds the same ratings out.
    int[] order = RandomStreams.permutation(size, new RandomStreams(seed).stream("split"));
    return new Holdout(
        ratings.select(Arrays.copyOfRange(order, test, size)),
        ratings.select(Arrays.copyOfRange(order, 0, test)));
  }

  private static int[] byTime(Ratings ratings) {
    int[] order =
        IntStream.range(0, ratings.size())
            .boxed()
            .sorted(Comparator.comparingLong(ratings::timestamp))
            .mapToInt(Integer::intValue)
            .toArray();
    if (ratings.timestamp(order[0]) == ratings.timestamp(order[order.length - 1])) {
      throw new ExperimentException(
          "--split time needs ratings of different times, which these are not; use --split random");
    }
    return order;
  }
}
