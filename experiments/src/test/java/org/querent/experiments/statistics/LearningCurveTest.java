package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LearningCurveTest {
  @Test
  void arrays_are_copied_on_the_way_in_and_out() {
    int[] queries = {0, 10};
    double[] rmse = {1, 0.5};
    Map<String, double[]> metrics = new LinkedHashMap<>(Map.of("rmse", rmse));
    LearningCurve curve = new LearningCurve("a", 1, queries, metrics);
    queries[1] = 99;
    rmse[1] = 99;
    metrics.clear();
    curve.queries()[1] = 98;
    curve.metrics().get("rmse")[1] = 98;
    assertArrayEquals(new int[] {0, 10}, curve.queries());
    assertArrayEquals(new double[] {1, 0.5}, curve.metrics().get("rmse"));
    assertThrows(UnsupportedOperationException.class, () -> curve.metrics().clear());
  }

  static Stream<Arguments> wrong() {
    double nan = Double.NaN;
    return Stream.of(
        Arguments.of(new int[] {}, Map.of("rmse", new double[] {})),
        Arguments.of(new int[] {1, 2}, Map.of("rmse", new double[] {1, 1})),
        Arguments.of(new int[] {0, 2, 2}, Map.of("rmse", new double[] {1, 1, 1})),
        Arguments.of(new int[] {0, 2}, Map.of("rmse", new double[] {1})),
        Arguments.of(new int[] {0}, Map.of("rmse", new double[] {nan})),
        Arguments.of(new int[] {0}, Map.of("mae", new double[] {1})),
        Arguments.of(new int[] {0}, Map.of("rmse", new double[] {1}, "mae", new double[] {1, 2})));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_curve_that_is_none_is_refused_with_its_run(int[] queries, Map<String, double[]> metrics) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> new LearningCurve("a", 7, queries, metrics));
    assertTrue(error.getMessage().startsWith("the curve of a, seed 7 "), error.getMessage());
  }

  @Test
  void values_are_those_of_the_evaluations_asked_for() {
    LearningCurve curve = Curves.rmse("a", 1, 3, 2, 1);
    assertArrayEquals(new double[] {1, 3}, curve.valuesAt("rmse", new int[] {200, 0}));
    assertThrows(IllegalArgumentException.class, () -> curve.valuesAt("rmse", new int[] {150}));
    assertThrows(IllegalArgumentException.class, () -> curve.valuesAt("mae", new int[] {0}));
  }

  @Test
  void a_difference_is_taken_where_both_were_evaluated() {
    LearningCurve one = Curves.rmse("a", 4, new int[] {0, 10, 20, 30}, 4, 3, 2, 1);
    LearningCurve other = Curves.rmse("b", 5, new int[] {0, 20, 25, 30, 40}, 1, 1, 1, 3, 9);
    LearningCurve difference = one.minus(other);
    assertEquals("a", difference.strategy());
    assertEquals(4, difference.seed());
    assertArrayEquals(new int[] {0, 20, 30}, difference.queries());
    assertArrayEquals(new double[] {3, 1, -2}, difference.metrics().get("rmse"));
    assertArrayEquals(new double[3], one.minus(one).valuesAt("rmse", new int[] {0, 10, 30}));
  }

  @Test
  void only_metrics_that_all_have_are_common() {
    LearningCurve both =
        new LearningCurve(
            "a", 1, new int[] {0}, Map.of("rmse", new double[] {1}, "mae", new double[] {1}));
    assertEquals(
        List.of("rmse"), LearningCurve.commonMetrics(List.of(both, Curves.rmse("b", 1, 2))));
    assertEquals(2, LearningCurve.commonMetrics(List.of(both, both)).size());
  }
}
