package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.querent.experiments.statistics.StrategyChange.Design;

class StrategyChangeTest {
  private static List<LearningCurve> runs(String strategy, int seeds, double end) {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      runs.add(Curves.rmse(strategy, seed, 2, 1.5, end + seed * seed / 10.0));
    }
    return runs;
  }

  @Test
  void pairs_share_what_seeds_have_in_common() {
    List<LearningCurve> first = runs("a", 5, 1);
    List<LearningCurve> second = new ArrayList<>(runs("a", 4, 1.1));
    second.set(0, Curves.rmse("a", 1, 2, 1.5, 1.21));
    StrategyChange paired = StrategyChange.of(first, second, Design.PAIRED).get(0);
    assertEquals(4, paired.firstSeeds());
    assertEquals(4, paired.secondSeeds());
    assertEquals(OptionalInt.of(200), paired.queries());
    assertEquals(0.1025, paired.finalRmse().difference().mean(), 1e-12);
    assertTrue(paired.finalRmse().pValue().orElseThrow() < 1e-4);
    StrategyChange apart = StrategyChange.of(first, second, Design.INDEPENDENT).get(0);
    assertEquals(5, apart.firstSeeds());
    assertTrue(apart.finalRmse().pValue().orElseThrow() > 0.1);
    assertTrue(apart.finalRmse().difference().low() < 0);
    assertTrue(apart.finalRmse().difference().high() > 0);
  }

  @Test
  void the_second_minus_the_first_is_the_first_minus_the_second_turned_round() {
    for (Design design : Design.values()) {
      StrategyChange there = StrategyChange.of(runs("a", 4, 1), runs("a", 6, 1.3), design).get(0);
      StrategyChange back = StrategyChange.of(runs("a", 6, 1.3), runs("a", 4, 1), design).get(0);
      assertEquals(
          there.aulc().difference().low(), -back.aulc().difference().high(), 1e-12, design::name);
      assertEquals(there.aulc().pValue().isPresent(), back.aulc().pValue().isPresent());
      there
          .aulc()
          .pValue()
          .ifPresent(p -> assertEquals(p, back.aulc().pValue().orElseThrow(), 1e-12));
    }
  }

  @Test
  void errors_are_compared_after_as_many_queries_unless_these_are_of_different_kinds() {
    List<LearningCurve> longer = List.of(Curves.rmse("a", 1, 3, 2, 1));
    List<LearningCurve> shorter = List.of(Curves.rmse("a", 1, 3, 2));
    StrategyChange common = StrategyChange.of(longer, shorter, Design.PAIRED).get(0);
    assertEquals(OptionalInt.of(100), common.queries());
    assertEquals(0, common.finalRmse().difference().mean());
    assertTrue(common.finalRmse().pValue().isEmpty());
    StrategyChange own = StrategyChange.of(longer, shorter, Design.OWN_QUERIES).get(0);
    assertTrue(own.queries().isEmpty());
    assertEquals(1, own.finalRmse().difference().mean());
    assertFalse(own.finalRmse().difference().hasBounds());
  }

  @Test
  void p_values_are_corrected_for_the_strategies_in_both() {
    List<LearningCurve> first = new ArrayList<>(runs("a", 4, 1));
    first.addAll(runs("b", 4, 1));
    first.addAll(runs("gone", 4, 1));
    List<LearningCurve> second = new ArrayList<>(runs("b", 4, 2));
    second.addAll(runs("a", 4, 3));
    second.addAll(runs("new", 4, 1));
    List<StrategyChange> changes = StrategyChange.of(first, second, Design.INDEPENDENT);
    assertEquals(List.of("a", "b"), changes.stream().map(StrategyChange::strategy).toList());
    double smaller = changes.get(0).finalRmse().pValue().orElseThrow();
    double larger = changes.get(1).finalRmse().pValue().orElseThrow();
    assertTrue(smaller < larger);
    assertEquals(2 * smaller, changes.get(0).finalRmse().corrected().orElseThrow(), 1e-15);
    assertEquals(
        Math.max(2 * smaller, larger), changes.get(1).finalRmse().corrected().orElseThrow(), 1e-15);
  }
}
