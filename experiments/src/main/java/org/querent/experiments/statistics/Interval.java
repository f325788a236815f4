package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A mean and its two-sided 95 % confidence interval, by one of the {@linkplain IntervalMethod
 * methods}.
 *
 * <p>A single value has a mean but no interval: then {@code low} and {@code high} equal {@code
 * mean} and {@link #hasBounds()} is false. Immutable and safe for use by many threads.
 *
 * @param mean the mean, in the unit of the values
 * @param low the lower bound, in the unit of the values
 * @param high the upper bound, in the unit of the values
 * @param n the number of values, at least 1
 */
public record Interval(double mean, double low, double high, int n) {
  /** The probability with which an interval covers the true mean. */
  public static final double CONFIDENCE = 0.95;

  /**
   * Checks that the bounds enclose the mean.
   *
   * @throws IllegalArgumentException if they do not, or if there is no value
   */
  public Interval {
    if (n < 1 || !(low <= mean && mean <= high)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "not an interval: mean %s in [%s, %s] of %d values",
              mean,
              low,
              high,
              n));
    }
  }

  /**
   * Computes the interval of a sample under Student's t distribution.
   *
   * @param values at least one finite value; read, not kept
   * @return the mean and its interval
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public static Interval of(double... values) {
    return IntervalMethod.STUDENT.of(values);
  }

  /** The mean of as many values as there should be. */
  static double mean(double[] values, int size) {
    if (size == 0 || values.length != size || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an interval needs %s finite values, not %s",
              size == 0 ? "some" : size,
              Arrays.toString(values)));
    }
    return StatUtils.mean(values);
  }

  /** Whether there is an interval at all, that is, more than one value. */
  public boolean hasBounds() {
    return n > 1;
  }

  /** Half the width of the interval, 0 for a single value. */
  public double margin() {
    return (high - low) / 2;
  }
}
