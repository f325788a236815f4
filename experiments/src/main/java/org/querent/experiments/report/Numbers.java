package org.querent.experiments.report;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.PairwiseComparison.PValue;

/** How the report writes numbers for people. */
final class Numbers {
  /** U+2212, which is as wide as a digit's plus sign; a hyphen is not. */
  private static final String MINUS = "\u2212";

  private Numbers() {}

  static String count(double value) {
    return format("%,.0f", value);
  }

  /** A rating, an error or a deviation, in the unit of the ratings. */
  static String rating(double value) {
    return format("%.4f", value);
  }

  /** A quotient near 1, or a mean rank. */
  static String ratio(double value) {
    return format("%.2f", value);
  }

  static String percent(double value) {
    return tenths(value) + " %";
  }

  /** A value whose head says that it is in percent. */
  static String tenths(double value) {
    return format("%.1f", value);
  }

  static String interval(Interval interval) {
    String mean = rating(interval.mean());
    double above = interval.high() - interval.mean();
    double below = interval.mean() - interval.low();
    if (!interval.hasBounds()) {
      return mean;
    }
    // Resampling seldom gives the same distance on both sides.
    return Math.abs(above - below) < 1e-9
        ? mean + " ± " + rating(interval.margin())
        : mean + " " + bounded(interval, Numbers::rating).bounds();
  }

  /** A mean, and its bounds where there are any. */
  record Bounded(String mean, String bounds) {}

  static Bounded bounded(Interval interval, DoubleFunction<String> format) {
    return new Bounded(
        format.apply(interval.mean()),
        interval.hasBounds()
            ? bounds(format.apply(interval.low()), format.apply(interval.high()))
            : "");
  }

  static String bounds(String low, String high) {
    return "[" + low + ", " + high + "]";
  }

  /** A difference of ratings or errors. */
  static String difference(double value) {
    return signed("%.4f", value);
  }

  /** A difference in percent. */
  static String percentMore(double value) {
    return signed("%.1f", value) + " %";
  }

  static String pValue(double value) {
    return value < 0.001 ? "< 0.001" : format("%.3f", value);
  }

  /** The p value that everything shows: the one that is corrected. */
  static String corrected(Optional<PValue> value) {
    return value.map(p -> pValue(p.corrected())).orElse("–");
  }

  /** The same with what stands between it and its letter. */
  static String pEquals(double value) {
    String text = pValue(value);
    return text.startsWith("<") ? text : "= " + text;
  }

  private static String signed(String pattern, double value) {
    String text = format(pattern, value);
    boolean more = value > 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9');
    return more ? "+" + text : text;
  }

  private static String format(String pattern, double value) {
    String text = String.format(Locale.ROOT, pattern, value);
    // A rounded zero has no sign.
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return text.replace("-", zero ? "" : MINUS);
  }
}
