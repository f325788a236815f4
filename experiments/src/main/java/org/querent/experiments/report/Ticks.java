package org.querent.experiments.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/** Where an axis has its ticks, and what they say: alike in every language of the system. */
final class Ticks {
  private static final int[] STEPS = {1, 2, 5};
  private static final int SMALLEST = -12;
  private static final int LARGEST = 12;

  private Ticks() {}

  /** Steps of 1, 2 and 5 times powers of ten; all labels of an axis with as many decimals. */
  static TickUnits decimal() {
    TickUnits units = new TickUnits();
    for (int power = SMALLEST; power <= LARGEST; power++) {
      for (int step : STEPS) {
        units.add(new NumberTickUnit(step * Math.pow(10, power), format(power)));
      }
    }
    return units;
  }

  /** Steps of whole numbers. */
  static TickUnits whole() {
    TickUnits units = new TickUnits();
    for (int power = 0; power <= LARGEST; power++) {
      for (int step : STEPS) {
        units.add(new NumberTickUnit(step * Math.pow(10, power), format(0)));
      }
    }
    return units;
  }

  /** Of numbers that are multiples of a power of ten. */
  private static NumberFormat format(int power) {
    if (power < -5) {
      return format("0.##E0");
    }
    return format(power >= 0 ? "#,##0" : "0." + "0".repeat(-power));
  }

  /** By a pattern of {@link DecimalFormat}, with a minus sign as long as a plus sign. */
  static NumberFormat format(String pattern) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setMinusSign('\u2212');
    return new DecimalFormat(pattern, symbols);
  }
}
