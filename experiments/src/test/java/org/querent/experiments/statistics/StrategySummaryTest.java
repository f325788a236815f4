package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.statistics.PairwiseComparison.Difference;
import org.querent.experiments.statistics.PairwiseComparison.PValue;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;

class StrategySummaryTest {
  private static StrategySummary summary(int index, LearningCurve... runs) {
    return Curves.summaries(List.of(runs), IntervalMethod.STUDENT).get(index);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void the_area_under_a_line_is_its_middle_wherever_it_is_evaluated(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int[] queries = random.ints(20, 1, 5_000).sorted().distinct().toArray();
    queries[0] = 0;
    double last = queries[queries.length - 1];
    double start = random.nextDouble();
    double end = random.nextDouble();
    double[] line = new double[queries.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = start + (end - start) * queries[i] / last;
    }
    assertEquals(
        (start + end) / 2, summary(0, Curves.rmse("a", 1, queries, line)).aulc().mean(), 1e-12);
  }

  @Test
  void the_area_weighs_each_value_by_the_queries_it_stands_for() {
    LearningCurve run = Curves.rmse("a", 1, new int[] {0, 10, 100}, 3, 1, 1);
    assertEquals((10 * 2 + 90 * 1) / 100.0, summary(0, run).aulc().mean(), 1e-12);
    assertEquals(3, summary(0, Curves.rmse("a", 1, 3)).aulc().mean());
  }

  @Test
  void the_final_error_is_that_of_the_last_evaluation_of_all_seeds() {
    StrategySummary summary =
        summary(
            0,
            Curves.rmse("a", 1, new int[] {0, 100, 200}, 3, 2, 1),
            Curves.rmse("a", 2, new int[] {0, 100}, 3, 1.5));
    assertEquals(2, summary.seeds());
    assertEquals(100, summary.queries());
    assertEquals(Interval.of(2, 1.5), summary.finalRmse());
    assertEquals(Interval.of(2.5, 2.25), summary.aulc());
  }

  @Test
  void a_saving_is_certain_only_where_the_strategy_is_told_from_the_baseline_by_corrected_tests() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double noise = seed % 2 == 0 ? 0.5 : -0.5;
      runs.add(Curves.rmse("base", seed, 3, 2, 1.5, 1));
      // Soon at its end for certain, before that for better or worse.
      runs.add(Curves.rmse("a", seed, 3, 2 + 3 * noise, 0.9, 0.9));
      runs.add(Curves.rmse("b", seed, 3, 1.9 + noise / 10, 0.9, 0.9));
    }
    StrategySummary a = Curves.summaries(runs, IntervalMethod.STUDENT).get(1);
    StrategySummary b = Curves.summaries(runs, IntervalMethod.STUDENT).get(2);
    assertEquals(Verdict.UNDECIDED, a.relative().orElseThrow().verdict());
    assertTrue(a.targets().get(3).savingLow().orElseThrow() > 0);
    assertFalse(a.targets().get(3).isSavingCertain());
    assertEquals(Verdict.BETTER, b.relative().orElseThrow().verdict());
    assertTrue(b.targets().get(3).isSavingCertain());
  }

  /** The queries to the end of the baseline; empty where it is never reached or there is none. */
  private static OptionalDouble queriesToEnd(StrategySummary summary) {
    return summary.end().map(TargetReached::queries).orElse(OptionalDouble.empty());
  }

  @Test
  void the_queries_to_the_target_are_interpolated_and_the_saving_follows() {
    StrategySummary quick =
        summary(
            0,
            Curves.rmse("quick", 1, 2.0, 1.5, 0.9, 0.8),
            Curves.rmse("base", 1, 2.0, 1.8, 1.6, 1.2));
    assertEquals(150, queriesToEnd(quick).orElseThrow(), 1e-9);
    assertEquals(50, quick.savingPercent().orElseThrow(), 1e-9);
  }

  @Test
  void the_target_may_be_met_at_an_evaluation_at_the_start_or_never() {
    LearningCurve base = Curves.rmse("base", 1, 2.0, 1.0);
    assertEquals(
        OptionalDouble.of(100), queriesToEnd(summary(1, base, Curves.rmse("a", 1, 3.0, 1.0))));
    assertEquals(
        OptionalDouble.of(0), queriesToEnd(summary(1, base, Curves.rmse("a", 1, 1.0, 0.9))));
    StrategySummary never = summary(1, base, Curves.rmse("a", 1, 3.0, 1.1));
    assertEquals(OptionalDouble.empty(), queriesToEnd(never));
    assertEquals(OptionalDouble.empty(), never.savingPercent());
  }

  @Test
  void the_baseline_reaches_its_own_end_and_saves_nothing() {
    StrategySummary base = summary(0, Curves.rmse("base", 1, 2, 1.5, 1));
    assertEquals(OptionalDouble.of(200), queriesToEnd(base));
    assertEquals(OptionalDouble.empty(), base.savingPercent());
    assertEquals(Optional.empty(), base.relative());
  }

  @Test
  void without_a_baseline_nothing_is_compared() {
    List<LearningCurve> runs = List.of(Curves.rmse("a", 1, 2, 1), Curves.rmse("a", 2, 2, 1));
    for (Optional<String> baseline : List.of(Optional.<String>empty(), Optional.of("gone"))) {
      StrategySummary alone =
          StrategySummary.of(runs, baseline, List.of(), IntervalMethod.STUDENT).get(0);
      assertEquals(OptionalDouble.empty(), queriesToEnd(alone));
      assertEquals(Optional.empty(), alone.relative());
    }
  }

  /**
   * Differences 1, 2, 3 have mean 2 and standard error 1/sqrt(3), so t = 2 sqrt(3) with 2 degrees
   * of freedom; there P(|T| > t) = 1 - t / sqrt(2 + t^2).
   */
  @Test
  void the_paired_test_gives_the_value_by_hand() {
    BaselineDifference test =
        summary(
                0,
                Curves.rmse("a", 1, 5.0, 2.0),
                Curves.rmse("a", 2, 5.0, 4.0),
                Curves.rmse("a", 3, 5.0, 6.0),
                Curves.rmse("base", 3, 5.0, 3.0),
                Curves.rmse("base", 2, 5.0, 2.0),
                Curves.rmse("base", 1, 5.0, 1.0),
                Curves.rmse("base", 4, 5.0, 99.0))
            .relative()
            .orElseThrow();
    double t = 2 * Math.sqrt(3);
    double expected = 1 - t / Math.sqrt(2 + t * t);
    assertEquals(3, test.seeds());
    assertEquals(expected, test.finalRmse().tTest().orElseThrow().raw(), 1e-9);
    // Areas differ by half as much in every pair, which does not change t.
    assertEquals(expected, test.aulc().tTest().orElseThrow().raw(), 1e-9);
    assertEquals(
        expected, test.aulc().tTest().orElseThrow().corrected(), 1e-9, "there is one comparison");
  }

  @Test
  void with_several_comparisons_the_smallest_p_value_counts_for_all() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(Curves.rmse("base", seed, 5.0, seed));
      runs.add(Curves.rmse("a", seed, 5.0, 2.0 * seed));
      runs.add(Curves.rmse("b", seed, 5.0, seed + (seed == 2 ? 1 : 1.1)));
    }
    List<StrategySummary> all = Curves.summaries(runs, IntervalMethod.STUDENT);
    PValue a = all.get(1).relative().orElseThrow().finalRmse().tTest().orElseThrow();
    PValue b = all.get(2).relative().orElseThrow().finalRmse().tTest().orElseThrow();
    assertEquals(2 * b.raw(), b.corrected(), 1e-12);
    assertEquals(a.raw(), a.corrected(), 1e-12);
  }

  @Test
  void pairs_without_a_difference_say_nothing_and_one_pair_is_no_test() {
    BaselineDifference equal =
        summary(
                0,
                Curves.rmse("a", 1, 2.0, 1.0),
                Curves.rmse("a", 2, 2.0, 1.5),
                Curves.rmse("base", 1, 2.0, 1.0),
                Curves.rmse("base", 2, 2.0, 1.5))
            .relative()
            .orElseThrow();
    Difference none = new Difference(Interval.of(0, 0), Optional.empty(), Optional.empty());
    assertEquals(List.of(none, none), List.of(equal.finalRmse(), equal.aulc()));
    BaselineDifference single =
        summary(0, Curves.rmse("a", 1, 2, 1), Curves.rmse("base", 1, 2, 1.5))
            .relative()
            .orElseThrow();
    assertEquals(Optional.empty(), single.aulc().tTest());
  }

  @Test
  void the_same_difference_in_every_pair_is_certain() {
    BaselineDifference test =
        summary(
                0,
                Curves.rmse("a", 1, 2.0, 1.0),
                Curves.rmse("a", 2, 2.0, 1.5),
                Curves.rmse("base", 1, 2.0, 1.5),
                Curves.rmse("base", 2, 2.0, 2.0))
            .relative()
            .orElseThrow();
    assertEquals(0, test.finalRmse().tTest().orElseThrow().raw());
  }

  @Test
  void a_p_value_is_uniform_where_there_is_no_effect() {
    RandomGenerator random = new SplittableRandom(3);
    int experiments = 4_000;
    int significant = 0;
    for (int n = 0; n < experiments; n++) {
      List<LearningCurve> runs = new ArrayList<>();
      for (int seed = 1; seed <= 5; seed++) {
        runs.add(Curves.rmse("a", seed, 5, random.nextGaussian()));
        runs.add(Curves.rmse("base", seed, 5, random.nextGaussian()));
      }
      StrategySummary summary = Curves.summaries(runs, IntervalMethod.STUDENT).get(0);
      double p = summary.relative().orElseThrow().finalRmse().tTest().orElseThrow().raw();
      assertTrue(p >= 0 && p <= 1);
      significant += p < 0.05 ? 1 : 0;
    }
    double error = Math.sqrt(0.05 * 0.95 / experiments);
    assertEquals(0.05, significant / (double) experiments, 4 * error);
  }
}
