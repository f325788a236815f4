package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StrategyCurveTest {
  @Test
  void each_point_is_the_interval_over_the_seeds() {
    StrategyCurve curve =
        StrategyCurve.of(
            List.of(Curves.rmse("a", 3, 1.0, 0.5), Curves.rmse("a", 1, 2.0, 0.7)),
            IntervalMethod.STUDENT);
    assertEquals("a", curve.strategy());
    assertEquals(List.of(3L, 1L), curve.seeds());
    assertEquals(List.of(Interval.of(1, 2), Interval.of(0.5, 0.7)), curve.rmse());
    assertEquals(100, curve.lastQueries());
  }

  @Test
  void only_evaluations_of_every_seed_are_kept() {
    StrategyCurve curve =
        StrategyCurve.of(
            List.of(
                Curves.rmse("a", 1, new int[] {0, 50, 100, 120}, 4, 3, 2, 1),
                Curves.rmse("a", 2, new int[] {0, 100, 150}, 4, 2, 1)),
            IntervalMethod.STUDENT);
    assertArrayEquals(new int[] {0, 100}, curve.queries());
    assertEquals(List.of(4.0, 2.0), curve.rmse().stream().map(Interval::mean).toList());
  }

  @Test
  void strategies_keep_the_order_in_which_they_appear() {
    List<StrategyCurve> curves =
        StrategyCurve.perStrategy(
            List.of(
                Curves.rmse("b", 1, 1),
                Curves.rmse("a", 1, 1),
                Curves.rmse("b", 2, 1),
                Curves.rmse("c", 1, 1)),
            IntervalMethod.STUDENT);
    assertEquals(List.of("b", "a", "c"), curves.stream().map(StrategyCurve::strategy).toList());
    assertEquals(List.of(1L, 2L), curves.get(0).seeds());
  }

  @Test
  void differences_pair_the_runs_of_equal_seeds() {
    List<StrategyCurve> relative =
        StrategyCurve.relativeTo(
            "base",
            List.of(
                Curves.rmse("a", 1, 2.0, 1.0),
                Curves.rmse("a", 9, 5.0, 5.0),
                Curves.rmse("a", 2, 4.0, 2.0),
                Curves.rmse("base", 2, 3.0, 3.0),
                Curves.rmse("base", 1, 2.0, 2.0),
                Curves.rmse("alone", 9, 1.0, 1.0)),
            IntervalMethod.STUDENT);
    assertEquals(List.of("a", "base"), relative.stream().map(StrategyCurve::strategy).toList());
    assertEquals(List.of(1L, 2L), relative.get(0).seeds());
    assertEquals(List.of(Interval.of(0, 1), Interval.of(-1, -1)), relative.get(0).rmse());
    assertEquals(List.of(Interval.of(0, 0), Interval.of(0, 0)), relative.get(1).rmse());
  }

  @Test
  void without_the_baseline_there_is_nothing_relative_to_it() {
    assertEquals(
        List.of(),
        StrategyCurve.relativeTo("base", List.of(Curves.rmse("a", 1, 1)), IntervalMethod.STUDENT));
  }

  @Test
  void a_seed_twice_and_no_run_are_refused() {
    List<LearningCurve> twice = List.of(Curves.rmse("a", 1, 1), Curves.rmse("a", 1, 2));
    assertThrows(
        IllegalArgumentException.class, () -> StrategyCurve.of(twice, IntervalMethod.STUDENT));
    assertThrows(
        IllegalArgumentException.class, () -> StrategyCurve.of(List.of(), IntervalMethod.STUDENT));
  }
}
