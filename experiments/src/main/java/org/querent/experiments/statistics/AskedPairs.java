package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whom and what a strategy asked about: how many queries went to users of each activity and items
 * of each popularity, and how many would go there at random. Users are put into {@link #TENTHS}
 * groups, from those with the fewest ratings in the data set to those with the most, so that each
 * group gave a tenth of all ratings; items alike. The users and items of two groups are not equally
 * often together, and what may be asked for is not always all ratings: what chance gives is not a
 * hundredth of the queries in each pair of groups. Immutable.
 *
 * @param counts queries by group of the user, then of the item
 * @param chance the mean number of queries, alike, of a strategy that draws evenly from what may be
 *     asked for
 */
public record AskedPairs(long[][] counts, double[][] chance) {
  /** The number of groups of users and of items. */
  public static final int TENTHS = 10;

  /** Copies the tables. */
  public AskedPairs {
    counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    chance = Arrays.stream(chance).map(double[]::clone).toArray(double[][]::new);
    boolean square =
        counts.length == TENTHS
            && chance.length == TENTHS
            && Arrays.stream(counts).allMatch(row -> row.length == TENTHS)
            && Arrays.stream(chance).allMatch(row -> row.length == TENTHS);
    if (!square) {
      throw new IllegalArgumentException("not tables of ten by ten");
    }
  }

  /** Returns a copy of the counts. */
  @Override
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /** Returns a copy of what chance gives. */
  @Override
  public double[][] chance() {
    return Arrays.stream(chance).map(double[]::clone).toArray(double[][]::new);
  }

  /** The number of queries. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** The part of the queries that went to each group of users. */
  public double[] shareByUser() {
    return shares(Arrays.stream(counts).mapToDouble(row -> Arrays.stream(row).sum()).toArray());
  }

  /** The part of the queries that went to each group of items. */
  public double[] shareByItem() {
    return shares(columns((user, item) -> counts[user][item]));
  }

  /** The part of the queries that would go to each group of users at random. */
  public double[] chanceByUser() {
    return shares(Arrays.stream(chance).mapToDouble(row -> Arrays.stream(row).sum()).toArray());
  }

  /** The part of the queries that would go to each group of items at random. */
  public double[] chanceByItem() {
    return shares(columns((user, item) -> chance[user][item]));
  }

  /**
   * How much more often than at random each pair of groups was asked about, by group of the user,
   * then of the item: the share of the queries divided by the share that chance gives; NaN where
   * nothing can be asked for.
   */
  public double[][] ratios() {
    double queries = Math.max(1, total());
    double expected = Arrays.stream(chance).flatMapToDouble(Arrays::stream).sum();
    double[][] ratios = new double[TENTHS][TENTHS];
    for (int user = 0; user < TENTHS; user++) {
      for (int item = 0; item < TENTHS; item++) {
        ratios[user][item] = counts[user][item] / queries / (chance[user][item] / expected);
      }
    }
    return ratios;
  }

  private static double[] columns(Cell cell) {
    return IntStream.range(0, TENTHS)
        .mapToDouble(
            item -> IntStream.range(0, TENTHS).mapToDouble(user -> cell.at(user, item)).sum())
        .toArray();
  }

  private static double[] shares(double[] sums) {
    double total = Arrays.stream(sums).sum();
    return Arrays.stream(sums).map(sum -> total == 0 ? 0 : sum / total).toArray();
  }

  private interface Cell {
    double at(int user, int item);
  }

  /** The queries of both, such as those of two seeds. */
  public AskedPairs plus(AskedPairs other) {
    long[][] sums = counts();
    double[][] chances = chance();
    for (int n = 0; n < TENTHS; n++) {
      for (int m = 0; m < TENTHS; m++) {
        sums[n][m] += other.counts[n][m];
        chances[n][m] += other.chance[n][m];
      }
    }
    return new AskedPairs(sums, chances);
  }
}
