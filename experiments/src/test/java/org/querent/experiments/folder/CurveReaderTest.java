package org.querent.experiments.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.querent.experiments.statistics.LearningCurve;

class CurveReaderTest {
  /** A run of five points, 10 queries apart. */
  private static RunCurve run(long seed, double[] answers, double... rmse) {
    return new RunCurve(
        Path.of("curve.jsonl"),
        new RunId("random", "vfm", seed),
        true,
        new int[] {0, 10, 20, 30, 40},
        new double[] {0, 10, 20, 30, 40},
        answers,
        Map.of(LearningCurve.RMSE, rmse));
  }

  @Test
  void a_curve_by_answers_is_what_was_measured_at_a_number_of_them() {
    RunCurve few = run(1, new double[] {0, 2, 4, 6, 8}, 1, 0.9, 0.8, 0.7, 0.6);
    RunCurve most = run(2, new double[] {0, 5, 9, 12, 15}, 1, 0.9, 0.7, 0.6, 0.5);
    List<LearningCurve> curves = CurveReader.byAnswers(List.of(few, most)).orElseThrow();
    assertArrayEquals(IntStream.rangeClosed(0, 8).toArray(), curves.get(0).queries());
    assertArrayEquals(
        new double[] {1, 0.85, 0.8, 0.6},
        curves.get(0).valuesAt("rmse", new int[] {0, 3, 4, 8}),
        1e-12);
    assertArrayEquals(IntStream.rangeClosed(0, 15).toArray(), curves.get(1).queries());
    assertArrayEquals(
        new double[] {1, 0.92, 0.75, 0.6, 0.5},
        curves.get(1).valuesAt("rmse", new int[] {0, 4, 8, 12, 15}),
        1e-12);
  }

  @Test
  void many_answers_are_counted_in_steps_that_all_runs_share() {
    RunCurve few = run(1, new double[] {0, 2, 4, 6, 8}, 1, 1, 1, 1, 1);
    RunCurve most = run(2, new double[] {0, 5, 10, 20, 41}, 1, 1, 1, 1, 1);
    List<LearningCurve> curves = CurveReader.byAnswers(List.of(few, most)).orElseThrow();
    assertArrayEquals(new int[] {0, 3, 6}, curves.get(0).queries());
    assertArrayEquals(
        IntStream.rangeClosed(0, 13).map(n -> 3 * n).toArray(), curves.get(1).queries());
  }

  @Test
  void questions_that_bring_nothing_move_nobody_along_the_axis_of_answers() {
    RunCurve run = run(1, new double[] {0, 0, 0.5, 0.5, 1.5}, 1, 1.1, 0.8, 0.9, 0.6);
    LearningCurve curve = CurveReader.byAnswers(List.of(run)).orElseThrow().get(0);
    assertArrayEquals(new int[] {0, 1}, curve.queries());
    // After the questions that were in vain, and half of the way from 0.9 to 0.6.
    assertArrayEquals(new double[] {1.1, 0.75}, curve.valuesAt("rmse", curve.queries()), 1e-12);
  }

  @Test
  void a_run_whose_strategy_predicts_by_itself_is_shown_twice() {
    RunCurve plain = run(3, new double[] {0, 2, 4, 6, 8}, 1, 0.9, 0.8, 0.7, 0.6);
    assertEquals(List.of(plain), plain.shown().toList());
    double[] own = {1, 1, 0.9, 0.9, 0.8};
    RunCurve both =
        new RunCurve(
            plain.file(),
            plain.id(),
            true,
            plain.queries(),
            plain.costs(),
            plain.answers(),
            Map.of("rmse", plain.values().get("rmse"), RunCurve.OWN_RMSE, own));
    List<RunCurve> shown = both.shown().toList();
    assertEquals(
        List.of("random", "random (own predictions)"),
        shown.stream().map(run -> run.id().strategy()).toList());
    assertEquals(plain.values(), shown.get(0).values());
    assertEquals(Map.of("rmse", own), shown.get(1).values());
    assertEquals(3, shown.get(1).id().seed());
    assertEquals(plain.answered(), shown.get(1).answered());
  }

  @Test
  void where_every_query_is_answered_answers_are_no_axis_of_their_own() {
    RunCurve run = run(1, new double[] {0, 10, 20, 30, 40}, 1, 1, 1, 1, 1);
    assertEquals(Optional.empty(), CurveReader.byAnswers(List.of(run)));
    assertEquals(Optional.empty(), CurveReader.byAnswers(List.of()));
  }
}
