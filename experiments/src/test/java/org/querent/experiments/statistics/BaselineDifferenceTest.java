package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaselineDifferenceTest {
  private static BaselineDifference difference(
      List<LearningCurve> runs, List<LearningCurve> baseline) {
    return BaselineDifference.of(runs, baseline, tested(runs, baseline)).orElseThrow();
  }

  private static PairwiseComparison tested(List<LearningCurve> runs, List<LearningCurve> baseline) {
    List<LearningCurve> all = Stream.concat(runs.stream(), baseline.stream()).toList();
    return PairwiseComparison.of(all, Optional.of("base"), IntervalMethod.STUDENT).get(0);
  }

  @Test
  void the_like_of_the_baseline_lacks_as_much_as_the_baseline() {
    List<LearningCurve> base =
        List.of(Curves.rmse("base", 1, 2, 1.5, 1), Curves.rmse("base", 2, 2, 1.6, 1.1));
    List<LearningCurve> like =
        List.of(Curves.rmse("a", 1, 2, 1.5, 1), Curves.rmse("a", 2, 2, 1.6, 1.1));
    BaselineDifference same = difference(like, base);
    assertEquals(Interval.of(1, 1), same.deficiency().orElseThrow());
    assertEquals(Interval.of(0, 0), same.aulc().interval());
    assertEquals(Interval.of(0, 0), same.finalRmse().interval());
  }

  @Test
  void the_values_by_hand() {
    // Areas are 1.5 and 1.25; above the baseline's end of 1 these are 0.5 and 0.25.
    BaselineDifference one =
        difference(
            List.of(Curves.rmse("a", 1, 2, 1, 1)), List.of(Curves.rmse("base", 1, 2, 1.5, 1)));
    assertEquals(0.5, one.deficiency().orElseThrow().mean(), 1e-12);
    assertEquals(-0.25, one.aulc().interval().mean(), 1e-12);
    assertEquals(-100 / 6.0, one.aulcPercent().orElseThrow().mean(), 1e-12);
    assertEquals(0, one.finalRmse().interval().mean());
  }

  @Test
  void against_a_baseline_that_may_not_have_learnt_nothing_can_be_lacking() {
    List<LearningCurve> base =
        List.of(Curves.rmse("base", 1, 2, 1.5, 1), Curves.rmse("base", 2, 1, 1, 1));
    List<LearningCurve> runs =
        List.of(Curves.rmse("a", 1, 2, 1.4, 1), Curves.rmse("a", 2, 1, 1.1, 1));
    assertEquals(Optional.empty(), difference(runs, base).deficiency());
    assertEquals(
        Optional.empty(), difference(List.of(runs.get(1)), List.of(base.get(1))).deficiency());
  }

  @Test
  void a_seed_in_which_the_baseline_hardly_learnt_does_not_decide() {
    List<LearningCurve> base = new ArrayList<>();
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 10; seed++) {
      double start = seed == 1 ? 1.000001 : 2 + seed / 100.0;
      base.add(Curves.rmse("base", seed, start, 1, 1));
      runs.add(Curves.rmse("a", seed, start, 0.9, 1));
    }
    // Areas above the end: a quarter of the start's lead, less 0.05; the first seed's ratio is
    // -200,000.
    double lead =
        runs.stream().mapToDouble(run -> run.metrics().get("rmse")[0] - 1).average().orElseThrow()
            / 4;
    Interval deficiency = difference(runs, base).deficiency().orElseThrow();
    assertEquals((lead - 0.05) / lead, deficiency.mean(), 1e-12);
    assertTrue(deficiency.low() > 0.6 && deficiency.high() < 0.9, deficiency::toString);
  }

  @Test
  void without_a_common_seed_there_is_none() {
    List<LearningCurve> base = List.of(Curves.rmse("base", 1, 2, 1));
    List<LearningCurve> runs = List.of(Curves.rmse("a", 2, 2, 1));
    List<LearningCurve> both = List.of(base.get(0), runs.get(0));
    assertEquals(
        List.of(Optional.empty(), Optional.empty()),
        Curves.summaries(both, IntervalMethod.STUDENT).stream()
            .map(StrategySummary::relative)
            .toList());
  }
}
