package org.querent.core.data.prepare;

import java.util.Arrays;
import org.querent.core.data.Ratings;

/** What becomes of a pair that is rated more than once. */
public enum Duplicates {
  /** The file is refused. */
  REFUSE,
  /** The rating that comes first in the file is kept. */
  FIRST,
  /** The rating that comes last in the file is kept, in its place. */
  LAST,
  /** The mean of all of them takes the place of the first, at the time of the last. */
  MEAN;

  /** The ratings with one row for every pair; users and items stay as they are. */
  Ratings merged(Ratings ratings) {
    int[] other = new Pairs(ratings).others(this == LAST);
    int[] kept = kept(other);
    return this == MEAN && kept.length < other.length
        ? means(ratings, other, kept)
        : ratings.select(kept);
  }

  private static int[] kept(int[] other) {
    int[] kept = new int[other.length];
    int size = 0;
    for (int row = 0; row < other.length; row++) {
      if (other[row] == row) {
        kept[size++] = row;
      }
    }
    return Arrays.copyOf(kept, size);
  }

  private static Ratings means(Ratings ratings, int[] first, int[] kept) {
    double[] sums = new double[first.length];
    int[] counts = new int[first.length];
    long[] last = new long[first.length];
    for (int row = 0; row < first.length; row++) {
      sums[first[row]] += ratings.rating(row);
      counts[first[row]]++;
      last[first[row]] = ratings.timestamp(row);
    }
    int[] users = new int[kept.length];
    int[] items = new int[kept.length];
    double[] means = new double[kept.length];
    long[] times = new long[kept.length];
    for (int n = 0; n < kept.length; n++) {
      int row = kept[n];
      users[n] = ratings.user(row);
      items[n] = ratings.item(row);
      // Rounding may take a mean past the ends.
      means[n] = ratings.scale().clip(sums[row] / counts[row]);
      times[n] = last[row];
    }
    return ratings.slice(0, 0).plus(users, items, means, times);
  }
}
