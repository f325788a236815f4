package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.experiments.statistics.PairwiseComparison.Difference;
import org.querent.experiments.statistics.PairwiseComparison.PValue;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;

class PairwiseComparisonTest {
  /** Final values in tenths, so that some seeds are ties. */
  private static List<LearningCurve> runs(long randomSeed, int strategies, int seeds) {
    SplittableRandom random = new SplittableRandom(randomSeed);
    List<LearningCurve> runs = new ArrayList<>();
    for (int strategy = 0; strategy < strategies; strategy++) {
      for (int seed = 1; seed <= seeds; seed++) {
        double last = random.nextInt(5 + strategy) / 10.0;
        runs.add(Curves.rmse("s" + strategy, seed, 2, 1 + random.nextDouble(), last));
      }
    }
    return runs;
  }

  private static Stream<PValue> pValues(Difference difference) {
    return Stream.concat(difference.tTest().stream(), difference.signedRank().stream());
  }

  private static List<PairwiseComparison> student(List<LearningCurve> runs) {
    return PairwiseComparison.of(runs, Optional.empty(), IntervalMethod.STUDENT);
  }

  @Test
  void every_pair_appears_once_and_every_seed_is_won_tied_or_lost() {
    for (long seed = 1; seed <= 20; seed++) {
      List<PairwiseComparison> pairs = student(runs(seed, 5, 6));
      assertEquals(10, pairs.stream().map(p -> List.of(p.first(), p.second())).distinct().count());
      for (PairwiseComparison pair : pairs) {
        assertTrue(pair.first().compareTo(pair.second()) < 0, "in the order of appearance");
        assertEquals(pair.seeds(), pair.wins() + pair.ties() + pair.losses());
      }
    }
  }

  @Test
  void a_corrected_p_value_is_never_the_smaller_one() {
    for (long seed = 1; seed <= 20; seed++) {
      List<PairwiseComparison> pairs = student(runs(seed, 4, 6));
      for (PairwiseComparison pair : pairs) {
        Stream.concat(pValues(pair.finalRmse()), pValues(pair.aulc()))
            .forEach(
                p -> assertTrue(p.raw() <= p.corrected() && p.corrected() <= 1, pair::toString));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_other_way_round_everything_is_turned_round(IntervalMethod method) {
    for (long seed = 1; seed <= 5; seed++) {
      List<LearningCurve> runs = runs(seed, 2, 6);
      PairwiseComparison pair = PairwiseComparison.of(runs, Optional.empty(), method).get(0);
      Collections.reverse(runs);
      PairwiseComparison other = PairwiseComparison.of(runs, Optional.empty(), method).get(0);
      assertEquals(pair, pair.swapped().swapped());
      assertEquals(pair.first(), other.second());
      assertEquals(pair.wins(), other.losses());
      assertEquals(pair.ties(), other.ties());
      assertTurned(pair.finalRmse(), other.finalRmse(), method);
      assertTurned(pair.aulc(), other.aulc(), method);
    }
  }

  private static void assertTurned(Difference one, Difference other, IntervalMethod method) {
    // The order of the seeds is another, too, so that other samples are drawn.
    double tolerance = method == IntervalMethod.STUDENT ? 1e-12 : 0.02;
    assertEquals(one.interval().mean(), -other.interval().mean(), 1e-12);
    assertEquals(one.interval().low(), -other.interval().high(), tolerance);
    assertEquals(one.interval().high(), -other.interval().low(), tolerance);
    assertEquals(one.tTest().get().raw(), other.tTest().get().raw(), 1e-12);
    assertEquals(one.signedRank().get().raw(), other.signedRank().get().raw(), 1e-12);
  }

  @Test
  void only_seeds_that_both_have_count() {
    List<PairwiseComparison> pairs =
        student(
            List.of(
                Curves.rmse("a", 1, 2, 1.0),
                Curves.rmse("a", 2, 2, 1.2),
                Curves.rmse("a", 3, 2, 1.1),
                Curves.rmse("b", 2, 2, 1.0),
                Curves.rmse("b", 9, 2, 9.0),
                Curves.rmse("b", 1, 2, 1.1),
                Curves.rmse("c", 1, 2, 0.5),
                Curves.rmse("d", 8, 2, 0.5)));
    assertEquals(3, pairs.size(), "d shares no seed with any");
    PairwiseComparison first = pairs.get(0);
    assertEquals(2, first.seeds());
    assertEquals(0.05, first.finalRmse().interval().mean(), 1e-12);
    assertEquals(List.of(1, 0, 1), List.of(first.wins(), first.ties(), first.losses()));
    PairwiseComparison single = pairs.get(1);
    assertEquals(1, single.seeds());
    assertEquals(Optional.empty(), single.finalRmse().tTest());
    assertEquals(Optional.empty(), single.finalRmse().signedRank());
    assertFalse(single.finalRmse().interval().hasBounds());
  }

  @Test
  void equal_runs_are_ties_that_no_test_is_made_of() {
    PairwiseComparison pair =
        student(
                List.of(
                    Curves.rmse("a", 1, 2, 1.0),
                    Curves.rmse("a", 2, 2, 1.2),
                    Curves.rmse("b", 1, 2, 1.0),
                    Curves.rmse("b", 2, 2, 1.2)))
            .get(0);
    assertEquals(List.of(0, 2, 0), List.of(pair.wins(), pair.ties(), pair.losses()));
    assertEquals(Optional.empty(), pair.finalRmse().tTest());
    assertEquals(Optional.empty(), pair.aulc().signedRank());
    assertEquals(Verdict.UNDECIDED, pair.verdict());
  }

  @Test
  void few_seeds_are_never_called_significant() {
    for (int seeds = 4; seeds <= 6; seeds++) {
      List<LearningCurve> runs = new ArrayList<>();
      for (int seed = 1; seed <= seeds; seed++) {
        runs.add(Curves.rmse("a", seed, 2, 1 + seed / 1000.0));
        runs.add(Curves.rmse("b", seed, 2, 1.5));
      }
      PairwiseComparison pair = student(runs).get(0);
      assertTrue(pair.aulc().tTest().orElseThrow().corrected() < 1e-3);
      assertEquals(seeds < 5, pair.fewSeeds());
      assertEquals(seeds < 5 ? Verdict.UNDECIDED : Verdict.BETTER, pair.verdict());
      assertEquals(seeds < 5 ? Verdict.UNDECIDED : Verdict.WORSE, pair.swapped().verdict());
      // Below six seeds no ranks can be significant. All signs are equal.
      Optional<PValue> ranks = pair.finalRmse().signedRank();
      assertEquals(seeds == 6, ranks.isPresent());
      ranks.ifPresent(p -> assertEquals(Math.pow(2, -5), p.raw(), 1e-12));
    }
  }

  @Test
  void pairs_with_the_baseline_are_corrected_for_each_other_and_the_rest_for_each_other() {
    List<LearningCurve> runs = runs(3, 5, 8);
    Optional<String> baseline = Optional.of("s2");
    List<PairwiseComparison> pairs = PairwiseComparison.of(runs, baseline, IntervalMethod.STUDENT);
    List<PairwiseComparison> with =
        pairs.stream().filter(p -> Set.of(p.first(), p.second()).contains("s2")).toList();
    List<PairwiseComparison> without =
        pairs.stream().filter(p -> !Set.of(p.first(), p.second()).contains("s2")).toList();
    assertEquals(List.of(4, 6), List.of(with.size(), without.size()));
    for (List<PairwiseComparison> family : List.of(with, without)) {
      double[] raw =
          family.stream().mapToDouble(p -> p.aulc().tTest().orElseThrow().raw()).toArray();
      double[] corrected =
          family.stream().mapToDouble(p -> p.aulc().tTest().orElseThrow().corrected()).toArray();
      assertArrayEquals(Holm.adjusted(raw), corrected);
    }
    for (StrategySummary summary :
        StrategySummary.of(runs, baseline, pairs, IntervalMethod.STUDENT)) {
      PairwiseComparison.find(pairs, summary.strategy(), "s2")
          .ifPresent(
              pair -> {
                assertEquals(pair.aulc(), summary.relative().orElseThrow().aulc());
                assertEquals(pair.finalRmse(), summary.relative().orElseThrow().finalRmse());
              });
    }
  }
}
