package org.querent.experiments.statistics;

import java.util.function.Function;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Intervals {@code mean ± t(0.975, n - 1) s / sqrt(n)} of samples of {@code n} values with the
 * standard deviation {@code s}. Immutable.
 */
final class StudentInterval implements Function<double[], Interval> {
  private final int size;

  /** Looked up once: that takes longer than all the rest. */
  private final double quantile;

  StudentInterval(int size) {
    this.size = size;
    this.quantile = size < 2 ? 0 : quantile(size);
  }

  /** By how many standard errors the interval of at least two values reaches to each side. */
  static double quantile(int size) {
    return new TDistribution(size - 1).inverseCumulativeProbability((1 + Interval.CONFIDENCE) / 2);
  }

  @Override
  public Interval apply(double[] values) {
    double mean = Interval.mean(values, size);
    double margin =
        size == 1 ? 0 : quantile * Math.sqrt(StatUtils.variance(values, mean) / values.length);
    return new Interval(mean, mean - margin, mean + margin, size);
  }
}
