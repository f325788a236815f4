package org.querent.experiments.statistics;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * The ratio of two means of paired values, with the interval of Fieller (1954, Some problems in
 * interval estimation, Journal of the Royal Statistical Society B 16): all ratios {@code r} for
 * which the paired t-test does not reject that {@code numerator - r denominator} has mean 0. So the
 * interval excludes a ratio exactly where that test rejects it, at any number of seeds, and no
 * single seed with a tiny denominator decides, as it would in a mean of ratios.
 */
final class RatioOfMeans {
  private RatioOfMeans() {}

  /**
   * Computes the ratio of the means.
   *
   * @param numerators at least one finite value
   * @param denominators as many
   * @return the ratio; without bounds for a single pair; empty where the mean of the denominators
   *     is not above 0, or, from two pairs on, not surely: then every ratio is possible
   */
  static Optional<Interval> of(double[] numerators, double[] denominators) {
    int size = numerators.length;
    double above = Interval.mean(numerators, size);
    double below = Interval.mean(denominators, size);
    double ratio = above / below;
    if (below <= 0) {
      return Optional.empty();
    }
    if (size == 1) {
      return Optional.of(new Interval(ratio, ratio, ratio, 1));
    }
    double quantile = StudentInterval.quantile(size);
    double t2 = quantile * quantile / size;
    // Of the ratios r with a r^2 - 2 b r + c <= 0.
    double a = below * below - t2 * StatUtils.variance(denominators);
    double b = above * below - t2 * new Covariance().covariance(numerators, denominators);
    double c = above * above - t2 * StatUtils.variance(numerators);
    if (a <= 0) {
      return Optional.empty();
    }
    // The ratio itself is among them, so that below 0 there are rounding errors only.
    double root = Math.sqrt(Math.max(0, b * b - a * c));
    return Optional.of(
        new Interval(
            ratio, Math.min(ratio, (b - root) / a), Math.max(ratio, (b + root) / a), size));
  }
}
