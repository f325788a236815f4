package org.querent.experiments.report;

import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.querent.core.Counted;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.PairwiseComparison.PValue;

/** How the report writes numbers for people. */
public final class Numbers {
  /** U+2212, which is as wide as a digit's plus sign; a hyphen is not. */
  private static final String MINUS = "\u2212";

  /** No line ends here. */
  private static final String NO_BREAK = "\u00A0";

  /** When a p value is called significant. */
  public static final String SIGNIFICANT = noBreaks("p < " + PairwiseComparison.SIGNIFICANT);

  private static final int DIGITS = 4;

  /** Beyond this, what is left is taken to be the rounding errors of what ought to be 0. */
  private static final int MOST_DECIMALS = 10;

  private Numbers() {}

  /** A whole number, in groups of three digits. */
  public static String count(double value) {
    return format("%,.0f", value);
  }

  /**
   * A rating, an error or a deviation, in the unit of the ratings, which may be tiny: with four
   * decimals, and from 0.1 down with four significant digits.
   */
  public static String rating(double value) {
    return rating(value, value);
  }

  private static String rating(double value, double like) {
    return format("%,." + decimals(like) + "f", value);
  }

  private static int decimals(double like) {
    double size = Math.abs(like);
    return size > 0 && size < 0.1
        ? Math.min(MOST_DECIMALS, DIGITS - 1 - (int) Math.floor(Math.log10(size)))
        : DIGITS;
  }

  /** A quotient near 1, or a mean rank. */
  public static String ratio(double value) {
    return format("%,.2f", value);
  }

  /** A quotient that is nearly 1. */
  public static String thousandths(double value) {
    return format("%,.3f", value);
  }

  /** A number of percent, with one decimal and the sign. */
  public static String percent(double value) {
    return inPercent(tenths(value));
  }

  /** A text in which lines may end between a number and its sign. */
  public static String breakable(String text) {
    return text.replace(NO_BREAK, " ");
  }

  /** A number that is in percent, which no line parts from its sign. */
  public static String inPercent(String number) {
    return number + NO_BREAK + "%";
  }

  /** A text that stays on one line. */
  private static String noBreaks(String text) {
    return text.replace(" ", NO_BREAK);
  }

  /** A value whose head says that it is in percent. */
  public static String tenths(double value) {
    return format("%,.1f", value);
  }

  /** A mean of ratings or errors, followed by how far its bounds are from it, or by these. */
  public static String interval(Interval interval) {
    String mean = rating(interval.mean());
    double above = interval.high() - interval.mean();
    double below = interval.mean() - interval.low();
    if (!interval.hasBounds()) {
      return mean;
    }
    // Resampling seldom gives the same distance on both sides.
    return Math.abs(above - below) < 1e-9
        ? mean + " ± " + rating(interval.margin(), interval.mean())
        : mean + " " + ratings(interval).bounds();
  }

  /** A mean of ratings or errors and its bounds, with as many decimals each. */
  public static Bounded ratings(Interval interval) {
    return bounded(interval, value -> rating(value, interval.mean()));
  }

  /** A mean, and its bounds where there are any. */
  public record Bounded(String mean, String bounds) {}

  /** A mean and its bounds, each as a format writes it. */
  public static Bounded bounded(Interval interval, DoubleFunction<String> format) {
    return new Bounded(
        format.apply(interval.mean()),
        interval.hasBounds()
            ? bounds(format.apply(interval.low()), format.apply(interval.high()))
            : "");
  }

  /** Two bounds in brackets. */
  public static String bounds(String low, String high) {
    return "[" + low + ", " + high + "]";
  }

  /**
   * A difference of ratings or errors.
   *
   * @param like one of these, which has as many decimals
   */
  public static String difference(double value, double like) {
    return signed("%,." + decimals(like) + "f", value);
  }

  /** A mean difference of ratings or errors and its bounds, with as many decimals as another. */
  public static Bounded differences(Interval interval, double like) {
    return bounded(interval, value -> difference(value, like));
  }

  /** A difference in percent. */
  public static String percentMore(double value) {
    return inPercent(signed("%,.1f", value));
  }

  /** A p value with three decimals, or that it is below all that these can show. */
  public static String pValue(double value) {
    return value < 0.001 ? "< 0.001" : format("%.3f", value);
  }

  /** The p value that everything shows: the one that is corrected. */
  public static String corrected(Optional<PValue> value) {
    return value.map(p -> pValue(p.corrected())).orElse("–");
  }

  /** A p value with its letter, which no line parts: {@code p = 0.250} or {@code p < 0.001}. */
  public static String p(double value) {
    String text = pValue(value);
    return noBreaks("p " + (text.startsWith("<") ? text : "= " + text));
  }

  /** A p-value for readers without statistics: {@code 4 in 100}, {@code under 1 in 1,000}. */
  static String chance(double value) {
    if (value < 0.001) {
      return "under 1 in 1,000";
    }
    long of = value < 0.01 ? 1000 : 100;
    return Math.round(value * of) + " in " + count(of);
  }

  /** How many seeds, where that differs the fewest and the most: "10 seeds", "9 to 10 seeds". */
  public static String seeds(Stream<Integer> counts) {
    IntSummaryStatistics all = counts.mapToInt(count -> count).summaryStatistics();
    String fewest = all.getMin() == all.getMax() ? "" : count(all.getMin()) + " to ";
    return fewest + Counted.of(all.getMax(), "seed");
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
