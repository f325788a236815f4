package org.querent.experiments.statistics;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The summaries of runs, compared with a baseline called base. */
  static List<StrategySummary> summaries(List<LearningCurve> runs, IntervalMethod method) {
    Optional<String> baseline = Optional.of("base");
    return StrategySummary.of(
        runs, baseline, PairwiseComparison.of(runs, baseline, method), method);
  }
}
