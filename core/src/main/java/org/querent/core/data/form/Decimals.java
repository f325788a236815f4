package org.querent.core.data.form;

import java.util.stream.DoubleStream;

/** Decimal fractions whose digits have been read. */
final class Decimals {
  /** Up to 10^18, as doubles, which they are exactly. */
  private static final double[] POWERS =
      DoubleStream.iterate(1, power -> 10 * power).limit(19).toArray();

  /** Up to here doubles are all whole numbers there are. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private Decimals() {}

  /**
   * The number before and behind the point, together: the double nearest to it if it has up to
   * fifteen digits, as Java's own parser finds it, or at most the next but one.
   *
   * @param digits behind the point, leading zeros included; at most 18
   */
  static double of(long whole, long fraction, int digits) {
    double shifted = whole * POWERS[digits] + fraction;
    return shifted < LARGEST_WHOLE ? shifted / POWERS[digits] : whole + fraction / POWERS[digits];
  }
}
