package org.querent.experiments.statistics;

import java.util.Arrays;

/**
 * Whom and what a strategy asked about: how many queries went to users of each activity and items
 * of each popularity. Users are put into {@link #TENTHS} groups, from those with the fewest ratings
 * in the data set to those with the most, so that each group gave a tenth of all ratings; items
 * alike. Questions drawn from the ratings at random fall into all groups alike. Immutable.
 *
 * @param counts queries by group of the user, then of the item
 */
public record AskedPairs(long[][] counts) {
  /** The number of groups of users and of items. */
  public static final int TENTHS = 10;

  /** Copies the counts. */
  public AskedPairs {
    counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    if (counts.length != TENTHS || Arrays.stream(counts).anyMatch(row -> row.length != TENTHS)) {
      throw new IllegalArgumentException("not a table of ten by ten");
    }
  }

  /** Returns a copy of the counts. */
  @Override
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /** The number of queries. */
  public long total() {
    return Arrays.stream(byUser()).sum();
  }

  /** Queries by group of the user. */
  public long[] byUser() {
    return Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  /** Queries by group of the item. */
  public long[] byItem() {
    long[] sums = new long[TENTHS];
    for (long[] row : counts) {
      Arrays.setAll(sums, n -> sums[n] + row[n]);
    }
    return sums;
  }

  /** The queries of both, such as those of two seeds. */
  public AskedPairs plus(AskedPairs other) {
    long[][] sums = counts();
    for (int n = 0; n < TENTHS; n++) {
      for (int m = 0; m < TENTHS; m++) {
        sums[n][m] += other.counts[n][m];
      }
    }
    return new AskedPairs(sums);
  }
}
