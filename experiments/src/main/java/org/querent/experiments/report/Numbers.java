package org.querent.experiments.report;

import java.util.Locale;
import org.querent.experiments.statistics.Interval;

/** How the report writes numbers for people. */
final class Numbers {
  /** U+2212, which is as wide as a digit's plus sign; a hyphen is not. */
  private static final String MINUS = "\u2212";

  private Numbers() {}

  static String count(double value) {
    return format("%,.0f", value);
  }

  static String stars(double value) {
    return format("%.4f", value);
  }

  /** A difference of stars: above zero with a plus sign. */
  static String signed(double value) {
    String text = stars(value);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return value > 0 && !zero ? "+" + text : text;
  }

  /** A rank, or a difference of ranks. */
  static String rank(double value) {
    return format("%.2f", value);
  }

  /** A quotient near 1. */
  static String ratio(double value) {
    return format("%.2f", value);
  }

  static String percent(double value) {
    return format("%.1f", value) + " %";
  }

  static String interval(Interval interval) {
    String mean = stars(interval.mean());
    return interval.hasBounds() ? mean + " ± " + stars(interval.margin()) : mean;
  }

  static String pValue(double value) {
    return value < 0.001 ? "< 0.001" : format("%.3f", value);
  }

  private static String format(String pattern, double value) {
    String text = String.format(Locale.ROOT, pattern, value);
    // A rounded zero has no sign.
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return text.replace("-", zero ? "" : MINUS);
  }
}
