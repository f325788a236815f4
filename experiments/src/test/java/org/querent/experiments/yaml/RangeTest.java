package org.querent.experiments.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RangeTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of(-NONE, NONE, "any number"),
        Arguments.of(0, 1, "0 to 1"),
        Arguments.of(1, NONE, "at least 1"),
        Arguments.of(-NONE, 10_000, "at most 10000"),
        Arguments.of(Double.MIN_VALUE, NONE, "above 0"),
        Arguments.of(Double.MIN_VALUE, 1, "above 0, at most 1"),
        Arguments.of(0, Math.nextDown(1.0), "at least 0, below 1"),
        Arguments.of(Math.nextUp(2.0), Math.nextDown(3.0), "above 2, below 3"),
        Arguments.of(-NONE, Math.nextDown(1.0), "below 1"),
        Arguments.of(1e-6, 0.5, "1.0E-6 to 0.5"));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void a_range_is_said_in_words(double min, double max, String words) {
    assertEquals(words, new Range(min, max).words());
  }

  @Test
  void both_ends_are_allowed_and_what_is_no_number_is_not() {
    Range range = new Range(0, 1);
    assertTrue(range.contains(0) && range.contains(1) && range.contains(0.5));
    assertFalse(range.contains(Math.nextDown(0.0)) || range.contains(Math.nextUp(1.0)));
    assertFalse(range.contains(Double.NaN));
  }
}
