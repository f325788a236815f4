package org.querent.core.posterior;

/**
 * A standard normal number that is known to be in an interval, whose ends may be infinite: how
 * probable that is, and where in it the number is to be expected. Stable however far the interval
 * is from 0: what is in one tail is computed by the {@link Mills} ratio R, with d = e^((l^2 - u^2)
 * / 2), as
 *
 * <pre>
 *   ln [Phi(u) - Phi(l)] = ln phi(l) + ln [R(l) - d R(u)]        E[z] = (1 - d) / [R(l) - d R(u)]
 * </pre>
 */
public final class NormalInterval {
  private static final double LOG_ROOT = 0.5 * Math.log(2 * Math.PI);

  private NormalInterval() {}

  /** phi(x), the density; 0 of infinities. */
  static double density(double x) {
    return Math.exp(-0.5 * x * x - LOG_ROOT);
  }

  /** Phi(x), the probability of what is below. */
  public static double below(double x) {
    return x < 0 ? density(x) * Mills.ratio(-x) : 1 - density(x) * Mills.ratio(x);
  }

  /**
   * The logarithm of the probability of an interval.
   *
   * @param upper above {@code lower}
   */
  public static double logProbability(double lower, double upper) {
    if (upper <= 0) {
      return logProbability(-upper, -lower);
    }
    if (lower >= 0) {
      return -0.5 * lower * lower - LOG_ROOT + Math.log(tail(lower, upper, ratio(lower, upper)));
    }
    return Math.log(around(lower, density(lower), upper, density(upper)));
  }

  /**
   * What a number in an interval is to be expected to be.
   *
   * @param upper above {@code lower}
   */
  public static double mean(double lower, double upper) {
    if (upper <= 0) {
      return -mean(-upper, -lower);
    }
    if (lower >= 0) {
      double ratio = ratio(lower, upper);
      return (1 - ratio) / tail(lower, upper, ratio);
    }
    double atLower = density(lower);
    double atUpper = density(upper);
    return (atLower - atUpper) / around(lower, atLower, upper, atUpper);
  }

  /** phi(upper) / phi(lower), both at least 0. */
  private static double ratio(double lower, double upper) {
    return Math.exp(0.5 * (lower - upper) * (lower + upper));
  }

  private static double tail(double lower, double upper, double ratio) {
    return Mills.ratio(lower) - (ratio == 0 ? 0 : ratio * Mills.ratio(upper));
  }

  /** The probability of an interval that 0 is in. */
  private static double around(double lower, double atLower, double upper, double atUpper) {
    double below = atLower == 0 ? 0 : atLower * Mills.ratio(-lower);
    double above = atUpper == 0 ? 0 : atUpper * Mills.ratio(upper);
    return 1 - below - above;
  }
}
