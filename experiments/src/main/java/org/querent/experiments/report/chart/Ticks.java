package org.querent.experiments.report.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.querent.experiments.report.Numbers;

/**
 * Where an axis has its ticks and what they say, by the rules of D3, which draws the page: steps of
 * 1, 2 and 5 times powers of ten, whichever gives the number of ticks that is nearest to the one
 * wanted; all labels with as many decimals as the step has. A logarithmic axis of a wide range has
 * them at 1, 2 and 5 times powers of ten, or at the powers alone.
 */
public final class Ticks {
  /** Up to this ratio of its ends, ticks of a logarithmic axis are those of a linear one. */
  private static final double NARROW = 8;

  /** Up to this ratio, a logarithmic axis has labels at 2 and 5 times powers of ten, too. */
  private static final double WIDE = 1000;

  private Ticks() {}

  /**
   * A tick.
   *
   * @param value where it is
   * @param text what it says
   */
  public record Tick(double value, String text) {}

  static List<Tick> of(Domain domain, int wanted, boolean percent) {
    return domain.logarithmic() && domain.high() >= NARROW * domain.low()
        ? powers(domain.low(), domain.high())
        : steps(domain.low(), domain.high(), wanted, percent);
  }

  private static List<Tick> steps(double low, double high, int wanted, boolean percent) {
    double step = step(low, high, wanted);
    double shown = percent ? 100 * step : step;
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(shown) + 1e-9));
    DecimalFormat format = format("#,##0" + (decimals > 0 ? "." + "0".repeat(decimals) : ""));
    List<Tick> ticks = new ArrayList<>();
    for (long n = (long) Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n++) {
      // Where the step is below 1, its inverse is whole: the quotient is the nearest number.
      double value = step < 1 ? n / (double) Math.round(1 / step) : n * step;
      ticks.add(
          new Tick(
              value,
              percent ? Numbers.inPercent(format.format(100 * value)) : format.format(value)));
    }
    return ticks;
  }

  /** The distance of ticks (d3-array, {@code tickStep}). */
  static double step(double low, double high, int wanted) {
    double exact = (high - low) / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(exact)));
    double error = exact / power;
    int factor = 1;
    if (error >= Math.sqrt(50)) {
      factor = 10;
    } else if (error >= Math.sqrt(10)) {
      factor = 5;
    } else if (error >= Math.sqrt(2)) {
      factor = 2;
    }
    return power < 1 ? factor / (double) Math.round(1 / power) : factor * power;
  }

  private static List<Tick> powers(double low, double high) {
    DecimalFormat format = format("#,##0.############");
    int[] leading = high < WIDE * low ? new int[] {1, 2, 5} : new int[] {1};
    List<Tick> ticks = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    for (int power = first; power <= last; power++) {
      for (int digit : leading) {
        double value = Double.parseDouble(digit + "e" + power);
        if (value >= low && value <= high) {
          ticks.add(new Tick(value, format.format(value)));
        }
      }
    }
    return ticks;
  }

  /** A format for every language of the system, with a minus sign as long as a plus sign. */
  private static DecimalFormat format(String pattern) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setMinusSign('\u2212');
    return new DecimalFormat(pattern, symbols);
  }
}
