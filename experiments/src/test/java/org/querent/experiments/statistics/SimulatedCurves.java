package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes curves like those of {@code five-strategies.yaml}, with a mean that is known: what the
 * split of a seed does is common to all strategies, each strategy's own path drifts away from its
 * mean as it asks, so that neighbouring evaluations err alike, and an evaluation has some noise of
 * its own.
 *
 * @param seeds the number of runs of each strategy
 * @param evaluations of each run, every 100 queries
 * @param noise the standard deviation of an evaluation by itself
 */
public record SimulatedCurves(int seeds, int evaluations, double noise) {
  private static final double SPLIT = 0.0035;
  private static final double DRIFT = 0.0025;

  /**
   * Draws an experiment.
   *
   * @param strategies how fast each strategy learns: 1 as random does
   */
  public List<LearningCurve> draw(Map<String, Double> strategies, RandomGenerator random) {
    double step = DRIFT / Math.sqrt(evaluations);
    int[] queries = new int[evaluations];
    for (int n = 0; n < evaluations; n++) {
      queries[n] = 100 * n;
    }
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      double split = SPLIT * random.nextGaussian();
      for (Map.Entry<String, Double> strategy : strategies.entrySet()) {
        double[] rmse = new double[evaluations];
        double path = 0;
        for (int n = 0; n < evaluations; n++) {
          rmse[n] = mean(strategy.getValue(), n) + split + path + noise * random.nextGaussian();
          path += step * random.nextGaussian();
        }
        runs.add(
            new LearningCurve(strategy.getKey(), seed, queries, Map.of(LearningCurve.RMSE, rmse)));
      }
    }
    return runs;
  }

  /** The true RMSE of a strategy. */
  double mean(double speed, double evaluation) {
    return 0.95 + 0.045 * Math.exp(-2 * speed * evaluation / (evaluations - 1));
  }

  /** After how many queries a strategy truly has an RMSE, interpolated as estimates are. */
  double queriesTo(double rmse, double speed) {
    int n = 1;
    while (mean(speed, n) > rmse) {
      n++;
    }
    double before = mean(speed, n - 1) - rmse;
    return 100 * (n - 1 + before / (before + rmse - mean(speed, n)));
  }
}
