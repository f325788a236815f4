package org.querent.experiments.statistics;

import java.util.function.Function;

/** How an interval is computed from the values of several seeds. */
public enum IntervalMethod {
  /** Student's t. */
  STUDENT {
    @Override
    public Function<double[], Interval> forSize(int size) {
      return new StudentInterval(size);
    }
  },
  /**
   * Percentiles of the means of samples drawn with replacement (Efron 1979, Bootstrap methods:
   * another look at the jackknife, Annals of Statistics 7). Assumes no distribution, but with few
   * values its intervals are too narrow.
   */
  BOOTSTRAP {
    @Override
    public Function<double[], Interval> forSize(int size) {
      return new BootstrapInterval(size);
    }
  };

  /**
   * Prepares for samples of one size, which is cheaper than {@link #of} for each of many.
   *
   * @param size the number of values of each sample, at least 1
   * @return gives the mean of such a sample and its interval; safe for use by many threads; throws
   *     {@link IllegalArgumentException} for samples of another size or values that are not finite
   */
  public abstract Function<double[], Interval> forSize(int size);

  /**
   * Computes the interval of one sample.
   *
   * @param values at least one finite value; read, not kept
   * @return the mean and its interval
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public Interval of(double... values) {
    return forSize(values.length).apply(values);
  }
}
