package org.querent.strategies.questionnaire;

import java.util.Arrays;

/**
 * What the answer about an item tells of the cluster that a user is in, in nats:
 *
 * <pre>
 *   H(C) - sum over r of w_r n_r H(C | r) / sum over r of w_r n_r
 * </pre>
 *
 * over the bins r of its ratings, and one for the users who have not rated it, whose weight w_r is
 * {@code missing}, that of all others 1. Ratings are in ten bins of equal width, so that on all
 * usual scales each value has its own. Not thread-safe.
 */
final class InformationGain {
  private static final int BINS = 10;

  private final RatingLists byUser;
  private final int[] clusterOf;
  private final double missing;
  private final double lowest;
  private final double width;

  /** n ln n by n. */
  private final double[] logs;

  /** By cluster how many users there are, and how many of them have not rated an item. */
  private final int[] sizes;

  private final int[] left;

  /** By bin and cluster how many users have rated an item so; 0 between two items. */
  private final int[] cells;

  private final int[] bins = new int[BINS];

  /** Where the entries of each item end; those of all users that count. */
  private final int[] ends;

  private int[] entries = {};

  InformationGain(InitialRatings known, int[] clusterOf, double missing) {
    byUser = known.byUser();
    this.clusterOf = clusterOf;
    this.missing = missing;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < byUser.start(byUser.size()); n++) {
      low = Math.min(low, byUser.rating(n));
      high = Math.max(high, byUser.rating(n));
    }
    lowest = low;
    width = (high - low) / BINS;
    int clusters = Arrays.stream(clusterOf).max().orElse(-1) + 1;
    sizes = new int[clusters];
    left = new int[clusters];
    cells = new int[BINS * clusters];
    ends = new int[known.byItem().size() + 1];
    logs = new double[byUser.size() + 1];
    for (int n = 2; n < logs.length; n++) {
      logs[n] = n * Math.log(n);
    }
  }

  /**
   * The gain of every item, not negative, over some users alone; to single precision, so that
   * rounding does not tell apart items whose gains are equal.
   *
   * <p>Cost: O(ratings of these users + items).
   */
  double[] of(int[] users) {
    Arrays.fill(sizes, 0);
    for (int user : users) {
      sizes[clusterOf[user]]++;
    }
    double entropy = logs[users.length];
    for (int size : sizes) {
      entropy -= logs[size];
    }
    entropy /= Math.max(1, users.length);
    list(users);
    double[] gains = new double[ends.length - 1];
    for (int item = 0; item < gains.length; item++) {
      int from = item == 0 ? 0 : ends[item - 1];
      gains[item] = from < ends[item] ? (float) gain(from, ends[item], users.length, entropy) : 0;
    }
    return gains;
  }

  /** Puts the cells of all ratings of some users in the order of items. */
  private void list(int[] users) {
    Arrays.fill(ends, 0);
    for (int user : users) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        ends[byUser.other(n) + 1]++;
      }
    }
    for (int item = 1; item < ends.length; item++) {
      ends[item] += ends[item - 1];
    }
    entries = entries.length < ends[ends.length - 1] ? new int[ends[ends.length - 1]] : entries;
    for (int user : users) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        // What was the beginning of an item's entries becomes their end.
        entries[ends[byUser.other(n)]++] = bin(byUser.rating(n)) * sizes.length + clusterOf[user];
      }
    }
  }

  private int bin(double rating) {
    return width > 0 ? Math.min(BINS - 1, (int) ((rating - lowest) / width)) : 0;
  }

  private double gain(int from, int to, int users, double entropy) {
    System.arraycopy(sizes, 0, left, 0, sizes.length);
    Arrays.fill(bins, 0);
    // Sums of n ln n over the cells, changed by one user after the other.
    double known = 0;
    double unknown = 0;
    for (int size : sizes) {
      unknown += logs[size];
    }
    for (int e = from; e < to; e++) {
      int cell = entries[e];
      int cluster = cell % sizes.length;
      known += logs[cells[cell] + 1] - logs[cells[cell]];
      cells[cell]++;
      unknown += logs[left[cluster] - 1] - logs[left[cluster]];
      left[cluster]--;
      bins[cell / sizes.length]++;
    }
    double rest = missing * (logs[users - to + from] - unknown) - known;
    for (int bin : bins) {
      rest += logs[bin];
    }
    for (int e = from; e < to; e++) {
      cells[entries[e]] = 0;
    }
    return Math.max(0, entropy - rest / (to - from + missing * (users - to + from)));
  }
}
