package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalMethodTest {
  private static double[] sample(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Skewed, so that low and high are not alike.
    return random.doubles(size).map(value -> -Math.log(1 - value)).toArray();
  }

  private static void assertAlike(Interval expected, Interval actual, double tolerance) {
    assertEquals(expected.mean(), actual.mean(), tolerance);
    assertEquals(expected.low(), actual.low(), tolerance);
    assertEquals(expected.high(), actual.high(), tolerance);
    assertEquals(expected.n(), actual.n());
  }

  @ParameterizedTest
  @EnumSource
  void an_interval_moves_and_stretches_with_its_sample(IntervalMethod method) {
    for (int size : new int[] {1, 2, 4, 5, 6, 20}) {
      double[] values = sample(size, size);
      Interval interval = method.of(values);
      Interval moved = method.of(Arrays.stream(values).map(value -> 3 * value + 7).toArray());
      Interval expected =
          new Interval(
              3 * interval.mean() + 7, 3 * interval.low() + 7, 3 * interval.high() + 7, size);
      assertAlike(expected, moved, 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_was_prepared_once_serves_all_samples_of_its_size(IntervalMethod method) {
    Function<double[], Interval> prepared = method.forSize(7);
    for (long seed = 1; seed <= 3; seed++) {
      double[] values = sample(7, seed);
      double[] before = values.clone();
      assertEquals(method.of(values), prepared.apply(values));
      assertTrue(Arrays.equals(before, values), "values are read and not changed");
    }
    assertThrows(IllegalArgumentException.class, () -> prepared.apply(sample(6, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void what_is_no_sample_is_refused(IntervalMethod method) {
    assertThrows(IllegalArgumentException.class, method::of);
    assertThrows(IllegalArgumentException.class, () -> method.of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> method.of(Double.NEGATIVE_INFINITY));
  }

  @ParameterizedTest
  @EnumSource
  void values_that_do_not_differ_leave_no_width(IntervalMethod method) {
    assertEquals(new Interval(0.1, 0.1, 0.1, 1), method.of(0.1));
    Interval same = method.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    assertAlike(new Interval(0.1, 0.1, 0.1, 7), same, 1e-15);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 10, 30})
  void a_bootstrap_interval_lies_within_its_sample(int size) {
    for (long seed = 1; seed <= 20; seed++) {
      double[] values = sample(size, seed);
      Arrays.sort(values);
      Interval interval = IntervalMethod.BOOTSTRAP.of(values);
      assertTrue(values[0] <= interval.low() + 1e-12, interval::toString);
      assertTrue(interval.high() <= values[size - 1] + 1e-12, interval::toString);
      assertTrue(interval.low() < interval.mean() && interval.mean() < interval.high());
    }
  }

  /** The mean of a sample from 0, 0, ..., 0, 1 is how often 1 is drawn: a binomial number. */
  @ParameterizedTest
  @ValueSource(ints = {6, 8, 50})
  void drawn_samples_give_the_percentiles_of_all_samples(int size) {
    double[] values = new double[size];
    values[size - 1] = 1;
    Interval interval = IntervalMethod.BOOTSTRAP.of(values);
    assertEquals(0, interval.low(), 1e-15);
    // P(fewer than 3 ones) = 0.92 and P(fewer than 4 ones) = 0.98 or 0.99 for each of these sizes.
    assertEquals(3.0 / size, interval.high(), 1e-15);
  }

  @Test
  void of_many_values_the_bootstrap_says_what_student_says() {
    double[] values = sample(400, 5);
    Interval student = IntervalMethod.STUDENT.of(values);
    Interval bootstrap = IntervalMethod.BOOTSTRAP.of(values);
    assertAlike(student, bootstrap, 0.1 * student.margin());
    assertTrue(bootstrap.high() - bootstrap.mean() > bootstrap.mean() - bootstrap.low(), "skewed");
  }
}
