package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineDifferenceTest {
  private static BaselineDifference difference(
      List<LearningCurve> runs, List<LearningCurve> baseline) {
    return BaselineDifference.of(runs, baseline, IntervalMethod.STUDENT).orElseThrow();
  }

  @Test
  void the_baseline_lacks_as_much_as_itself() {
    List<LearningCurve> base =
        List.of(Curves.rmse("base", 1, 2, 1.5, 1), Curves.rmse("base", 2, 2, 1.6, 1.1));
    BaselineDifference same = difference(base, base);
    assertEquals(Interval.of(1, 1), same.deficiency().orElseThrow());
    assertEquals(Interval.of(0, 0), same.aulc());
    assertEquals(Interval.of(0, 0), same.finalRmse());
  }

  @Test
  void the_values_by_hand() {
    // Areas are 1.5 and 1.25; above the baseline's end of 1 these are 0.5 and 0.25.
    BaselineDifference one =
        difference(
            List.of(Curves.rmse("a", 1, 2, 1, 1)), List.of(Curves.rmse("base", 1, 2, 1.5, 1)));
    assertEquals(0.5, one.deficiency().orElseThrow().mean(), 1e-12);
    assertEquals(-0.25, one.aulc().mean(), 1e-12);
    assertEquals(-100 / 6.0, one.aulcPercent().orElseThrow().mean(), 1e-12);
    assertEquals(0, one.finalRmse().mean());
  }

  @Test
  void against_a_baseline_that_did_not_learn_in_one_seed_nothing_can_be_lacking() {
    List<LearningCurve> base =
        List.of(Curves.rmse("base", 1, 2, 1.5, 1), Curves.rmse("base", 2, 1, 1, 1));
    List<LearningCurve> runs =
        List.of(Curves.rmse("a", 1, 2, 1.5, 1), Curves.rmse("a", 2, 1, 1, 1));
    assertEquals(Optional.empty(), difference(runs, base).deficiency());
    assertTrue(difference(runs, base).aulcPercent().isPresent());
  }

  @Test
  void without_a_common_seed_there_is_none() {
    List<LearningCurve> base = List.of(Curves.rmse("base", 1, 2, 1));
    List<LearningCurve> runs = List.of(Curves.rmse("a", 2, 2, 1));
    assertEquals(Optional.empty(), BaselineDifference.of(runs, base, IntervalMethod.STUDENT));
  }
}
