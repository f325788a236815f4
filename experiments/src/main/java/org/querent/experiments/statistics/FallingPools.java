package org.querent.experiments.statistics;

import java.util.Arrays;

/**
 * Values in a row, put together into pools of neighbours so that the pools' means fall: the falling
 * sequence that is nearest to them by least squares, found by pooling adjacent violators (Ayer,
 * Brunk, Ewing, Reid and Silverman 1955, An empirical distribution function for sampling with
 * incomplete information, Annals of Mathematical Statistics 26).
 *
 * @param ends where each pool ends: the index after its last value, ascending
 */
record FallingPools(int[] ends) {
  /** Finds the pools. Cost: O(n). */
  static FallingPools of(double[] values) {
    double[] sums = new double[values.length];
    int[] ends = new int[values.length];
    int pools = 0;
    for (int n = 0; n < values.length; n++) {
      sums[pools] = values[n];
      ends[pools] = n + 1;
      while (pools > 0 && mean(sums, ends, pools - 1) < mean(sums, ends, pools)) {
        sums[pools - 1] += sums[pools];
        ends[pools - 1] = ends[pools];
        pools--;
      }
      pools++;
    }
    return new FallingPools(Arrays.copyOf(ends, pools));
  }

  private static double mean(double[] sums, int[] ends, int pool) {
    return sums[pool] / (ends[pool] - (pool == 0 ? 0 : ends[pool - 1]));
  }

  /** Each value replaced by the mean of its pool. */
  double[] means(double[] values) {
    double[] means = new double[values.length];
    int from = 0;
    for (int end : ends) {
      double sum = 0;
      for (int n = from; n < end; n++) {
        sum += values[n];
      }
      Arrays.fill(means, from, end, sum / (end - from));
      from = end;
    }
    return means;
  }
}
