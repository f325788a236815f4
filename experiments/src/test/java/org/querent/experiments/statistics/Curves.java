package org.querent.experiments.statistics;

import java.util.Map;

/** Makes curves by hand. */
final class Curves {
  private Curves() {}

  static LearningCurve rmse(String strategy, long seed, int[] queries, double... values) {
    return new LearningCurve(strategy, seed, queries, Map.of(LearningCurve.RMSE, values));
  }

  /** A curve at 0, 100, 200, ... queries. */
  static LearningCurve rmse(String strategy, long seed, double... values) {
    int[] queries = new int[values.length];
    for (int i = 0; i < queries.length; i++) {
      queries[i] = 100 * i;
    }
    return rmse(strategy, seed, queries, values);
  }
}
