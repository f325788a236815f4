package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jfree.chart.axis.NumberTickUnit;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static String label(double step, double value) {
    NumberTickUnit unit = (NumberTickUnit) Ticks.decimal().getCeilingTickUnit(step);
    return unit.valueToString(value);
  }

  @Test
  void labels_of_an_axis_have_the_decimals_of_its_step() {
    assertEquals("1.00", label(0.02, 1));
    assertEquals("0.9650", label(0.0005, 0.965));
    assertEquals("12,000", label(2000, 12_000));
    assertEquals("0.5", label(0.15, 0.5));
  }

  @Test
  void the_smallest_numbers_have_a_power_and_the_negative_a_minus() {
    assertEquals("2E\u22127", label(1e-7, 2e-7));
    assertEquals("\u22120.02", label(0.02, -0.02));
  }
}
