package org.querent.core.check;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.querent.core.random.RandomStreams;

/**
 * How many ratings a data set has, and how unevenly they are spread over its users and items. The
 * quartiles of the degrees are those that the data set is published with.
 *
 * @param name of the data set
 * @param ratings how many there are
 * @param users how many ratings users have
 * @param items how many ratings items have
 */
public record RatingShape(String name, int ratings, Degrees users, Degrees items) {
  /** MovieLens 1M. */
  public static final RatingShape MOVIELENS_1M =
      new RatingShape(
          "ML-1M",
          1_000_209,
          new Degrees(6_040, new double[] {20, 44, 96, 208, 2_314}),
          new Degrees(3_706, new double[] {1, 33, 123.5, 350, 3_428}));

  /** MovieLens 25M. */
  public static final RatingShape MOVIELENS_25M =
      new RatingShape(
          "ML-25M",
          25_000_095,
          new Degrees(162_541, new double[] {20, 36, 71, 162, 32_202}),
          new Degrees(59_047, new double[] {1, 2, 6, 36, 81_491}));

  /** The standard deviation of what a generated rating has of its user, its item, and chance. */
  private static final double PART = 0.5;

  /** How many factors there are, and their standard deviation, for as much of user and item. */
  private static final int FACTORS = 4;

  private static final double FACTOR = 0.5;

  /**
   * How many ratings the rows of a side have: between the quartiles the logarithm is interpolated,
   * but for the last quarter, whose tail is bent until the sum is right.
   *
   * @param rows how many rows there are
   * @param quartiles the fewest ratings of a row, the three quartiles, and the most
   */
  public record Degrees(int rows, double[] quartiles) {
    /**
     * The ratings of each row, descending.
     *
     * @param total their sum
     */
    public int[] of(int total) {
      double low = 0.5;
      double high = 100;
      for (int step = 0; step < 60; step++) {
        double bend = 0.5 * (low + high);
        if (Arrays.stream(bent(bend)).sum() > total) {
          low = bend;
        } else {
          high = bend;
        }
      }
      int[] degrees = bent(high);
      // What rounding leaves goes to rows of the last quarter but the very first.
      int missing = total - Arrays.stream(degrees).sum();
      for (int row = rows / 8; missing > 0; row = row > 1 ? row - 1 : rows / 8, missing--) {
        degrees[row]++;
      }
      return degrees;
    }

    private int[] bent(double bend) {
      int[] degrees = new int[rows];
      for (int row = 0; row < rows; row++) {
        double level = 4 * (1 - row / (rows - 1.0));
        int quarter = Math.min(3, (int) level);
        double share = level - quarter;
        double power = quarter == 3 ? Math.pow(share, bend) : share;
        double ratio = quartiles[quarter + 1] / quartiles[quarter];
        degrees[row] = (int) Math.round(quartiles[quarter] * Math.pow(ratio, power));
      }
      return degrees;
    }
  }

  /** Ratings of a shape: whom each is by, what it is of, and what it is, standardised. */
  record Generated(int[] users, int[] items, float[] ratings) {}

  /**
   * Ratings of this shape, always the same, in no order. Which user meets which item is drawn by
   * their numbers of ratings alone, so that a few pairs are rated more than once.
   */
  Generated generate() {
    SplittableRandom random = new SplittableRandom(1);
    int[] byUser = shuffled(users, random);
    int[] byItem = shuffled(items, random);
    double[] userParts = normals(users.rows, PART, random);
    double[] itemParts = normals(items.rows, PART, random);
    double[] userFactors = normals(users.rows * FACTORS, FACTOR, random);
    double[] itemFactors = normals(items.rows * FACTORS, FACTOR, random);
    float[] drawn = new float[ratings];
    for (int n = 0; n < ratings; n++) {
      double rating = userParts[byUser[n]] + itemParts[byItem[n]] + PART * random.nextGaussian();
      for (int f = 0; f < FACTORS; f++) {
        rating += userFactors[byUser[n] * FACTORS + f] * itemFactors[byItem[n] * FACTORS + f];
      }
      drawn[n] = (float) rating;
    }
    return new Generated(byUser, byItem, drawn);
  }

  /** Each row as often as it has ratings, rows and ratings in no order. */
  private int[] shuffled(Degrees side, SplittableRandom random) {
    int[] names = RandomStreams.permutation(side.rows, random);
    int[] degrees = side.of(ratings);
    int[] order = RandomStreams.permutation(ratings, random);
    int[] ends = new int[ratings];
    int to = 0;
    for (int row = 0; row < side.rows; row++) {
      for (int end = to + degrees[row]; to < end; to++) {
        ends[order[to]] = names[row];
      }
    }
    return ends;
  }

  private static double[] normals(int count, double deviation, SplittableRandom random) {
    double[] normals = new double[count];
    Arrays.setAll(normals, n -> deviation * random.nextGaussian());
    return normals;
  }
}
