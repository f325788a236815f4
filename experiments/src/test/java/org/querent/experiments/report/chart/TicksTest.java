package org.querent.experiments.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The examples are what D3 7.9 gives: {@code d3.ticks} and {@code d3.tickFormat}. */
class TicksTest {
  private static List<String> labels(Domain domain, int wanted) {
    return Ticks.of(domain, wanted, false).stream().map(Ticks.Tick::text).toList();
  }

  @Test
  void labels_of_an_axis_have_the_decimals_of_its_step() {
    assertEquals(
        List.of("0.92", "0.94", "0.96", "0.98", "1.00"), labels(Domain.fixed(0.913, 1.004), 6));
    assertEquals(
        List.of("0", "1,000", "2,000", "3,000", "4,000", "5,000"),
        labels(Domain.fixed(0, 5000), 6));
    assertEquals(List.of("\u22120.02", "0.00", "0.02"), labels(Domain.fixed(-0.025, 0.021), 3));
    assertEquals(List.of("0.0000001", "0.0000002"), labels(Domain.fixed(5e-8, 2.2e-7), 2));
  }

  @Test
  void percentages_have_the_decimals_of_their_step() {
    assertEquals(
        List.of("0\u00A0%", "5\u00A0%", "10\u00A0%", "15\u00A0%"),
        Ticks.of(Domain.fixed(0, 0.15), 4, true).stream().map(Ticks.Tick::text).toList());
  }

  @Test
  void a_logarithmic_axis_has_labels_at_1_2_and_5_or_at_powers_or_those_of_a_linear_one() {
    assertEquals(
        List.of("500", "1,000", "2,000", "5,000"), labels(new Domain(250, 5000, true, 0), 6));
    assertEquals(
        List.of("1", "10", "100", "1,000", "10,000"), labels(new Domain(1, 20_000, true, 0), 6));
    assertEquals(List.of("2.0", "2.5", "3.0"), labels(new Domain(1.9, 3.2, true, 0), 3));
  }

  @RepeatedTest(200)
  void ticks_are_within_the_axis_and_not_far_from_as_many_as_were_wanted(RepetitionInfo info) {
    Random random = new Random(info.getCurrentRepetition());
    double low = 1000 * (2 * random.nextDouble() - 1);
    double high = low + Math.pow(10, random.nextInt(-6, 7)) * random.nextDouble(0.1, 1);
    int wanted = random.nextInt(2, 11);
    List<Ticks.Tick> ticks = Ticks.of(Domain.fixed(low, high), wanted, false);
    double room = 1e-6 * Ticks.step(low, high, wanted);
    assertTrue(ticks.size() >= wanted / 3 && ticks.size() <= 2 * wanted + 1, "" + ticks.size());
    for (Ticks.Tick tick : ticks) {
      assertTrue(tick.value() >= low - room && tick.value() <= high + room, tick.toString());
    }
  }
}
