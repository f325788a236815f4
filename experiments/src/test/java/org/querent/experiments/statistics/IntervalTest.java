package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  /** t(0.975, n - 1) from any printed table; the sample has standard deviation 1 and mean 0. */
  @ParameterizedTest
  @CsvSource({"2, 12.706", "3, 4.303", "5, 2.776", "11, 2.228", "31, 2.042", "121, 1.980"})
  void the_margin_is_the_quantile_of_student_over_the_root_of_n(int n, double quantile) {
    double[] values = new double[n];
    double spread = Math.sqrt((n - 1) / 2.0);
    values[0] = spread;
    values[1] = -spread;
    Interval interval = Interval.of(values);
    assertEquals(0, interval.mean(), 1e-12);
    assertEquals(quantile / Math.sqrt(n), interval.margin(), 5e-4);
    assertEquals(-interval.low(), interval.high(), 1e-12);
    assertEquals(n, interval.n());
  }

  @Test
  void an_interval_covers_the_true_mean_as_often_as_it_says() {
    RandomGenerator random = new SplittableRandom(11);
    int samples = 20_000;
    int covered = 0;
    for (int n = 0; n < samples; n++) {
      Interval interval = Interval.of(sample(random));
      covered += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
    }
    double error = Math.sqrt(0.95 * 0.05 / samples);
    assertEquals(Interval.CONFIDENCE, covered / (double) samples, 4 * error);
  }

  private static double[] sample(RandomGenerator random) {
    return DoubleStream.generate(random::nextGaussian).limit(4).toArray();
  }

  @Test
  void a_single_value_has_a_mean_and_no_bounds() {
    Interval interval = Interval.of(0.75);
    assertEquals(new Interval(0.75, 0.75, 0.75, 1), interval);
    assertFalse(interval.hasBounds());
    assertEquals(0, interval.margin());
  }

  @Test
  void equal_values_have_bounds_without_width() {
    Interval interval = Interval.of(0.5, 0.5, 0.5);
    assertTrue(interval.hasBounds());
    assertEquals(0, interval.margin());
  }

  @Test
  void values_are_read_and_not_changed() {
    double[] values = {3, 1, 2};
    Interval.of(values);
    assertTrue(Arrays.equals(new double[] {3, 1, 2}, values));
  }

  @Test
  void what_is_no_interval_is_refused() {
    assertThrows(IllegalArgumentException.class, Interval::of);
    assertThrows(IllegalArgumentException.class, () -> Interval.of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Interval.of(Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> new Interval(1, 2, 3, 2));
    assertThrows(IllegalArgumentException.class, () -> new Interval(1, 0, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 0, 2, 2));
  }
}
