package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareOfCeilingTest {
  private static List<LearningCurve> named(List<LearningCurve> runs, String strategy) {
    return runs.stream().filter(run -> run.strategy().equals(strategy)).toList();
  }

  private static Optional<ShareOfCeiling> share(List<LearningCurve> runs) {
    return ShareOfCeiling.of(named(runs, "a"), named(runs, "top"), named(runs, "base"));
  }

  /** Straight lines, of seeds that are harder or easier and else alike. */
  private static List<LearningCurve> lines(int seeds, double speed, double top) {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      double hard = 1 + 0.01 * seed;
      runs.add(Curves.rmse("base", seed, hard, hard - 0.1, hard - 0.2, hard - 0.3, hard - 0.4));
      for (Map.Entry<String, Double> it : Map.of("a", speed, "top", top).entrySet()) {
        double step = 0.1 * it.getValue();
        runs.add(
            Curves.rmse(
                it.getKey(),
                seed,
                hard,
                hard - step,
                hard - 2 * step,
                hard - 3 * step,
                hard - 4 * step));
      }
    }
    return runs;
  }

  @Test
  void where_seeds_are_alike_it_is_the_quotient_of_what_is_saved_and_of_what_errors_fall_by() {
    ShareOfCeiling share = share(lines(3, 1.25, 2)).orElseThrow();
    assertEquals(3, share.seeds());
    // Of 400 queries 80 and 200 are saved; the error ends 0.1 and 0.4 lower.
    for (double found :
        List.of(
            share.saving().orElseThrow().mean(),
            share.saving().orElseThrow().low(),
            share.saving().orElseThrow().high())) {
      assertEquals(40, found, 1e-9);
    }
    assertEquals(25, share.finalRmse().orElseThrow().mean(), 1e-9);
    assertEquals(25, share.aulc().orElseThrow().mean(), 1e-9);
  }

  @Test
  void what_does_not_get_there_saves_no_part_and_yet_has_an_error() {
    ShareOfCeiling share = share(lines(3, 0.75, 2)).orElseThrow();
    assertEquals(Optional.empty(), share.saving());
    assertEquals(-25, share.finalRmse().orElseThrow().mean(), 1e-9);
  }

  @Test
  void no_part_is_told_of_a_ceiling_that_is_not_above_the_baseline() {
    ShareOfCeiling share = share(lines(3, 1.25, 1)).orElseThrow();
    assertEquals(Optional.empty(), share.finalRmse());
    assertEquals(Optional.empty(), share.aulc());
    assertEquals(Optional.empty(), share.saving());
  }

  @Test
  void the_seeds_that_all_three_have_count_and_without_any_there_is_nothing() {
    List<LearningCurve> runs = new ArrayList<>(lines(4, 1.25, 2));
    runs.removeIf(run -> run.strategy().equals("top") && run.seed() == 2);
    runs.removeIf(run -> run.strategy().equals("base") && run.seed() == 4);
    assertEquals(2, share(runs).orElseThrow().seeds());
    runs.removeIf(run -> run.strategy().equals("a") && run.seed() % 2 == 1);
    assertEquals(Optional.empty(), share(runs));
  }

  /** The estimate itself is the quotient of the savings that everything else shows. */
  @Test
  void it_is_the_quotient_of_the_savings_that_are_shown_of_both() {
    RandomGenerator random = new SplittableRandom(3);
    SimulatedCurves curves = new SimulatedCurves(8, 21, 0.001);
    for (int n = 0; n < 20; n++) {
      List<LearningCurve> runs = curves.draw(speeds(1.6, 2), random);
      double part = saving(runs, "a");
      double all = saving(runs, "top");
      assertEquals(100 * part / all, share(runs).orElseThrow().saving().orElseThrow().mean(), 1e-6);
    }
  }

  private static double saving(List<LearningCurve> runs, String strategy) {
    List<TargetReached> targets =
        TargetReached.of(named(runs, strategy), named(runs, "base"), true);
    return targets.get(3).savingPercent().orElseThrow();
  }

  private static Map<String, Double> speeds(double speed, double top) {
    return new TreeMap<>(Map.of("base", 1.0, "a", speed, "top", top));
  }

  @ParameterizedTest(name = "{0} seeds, {1} evaluations, speeds {2} and {3}, noise {4}")
  @CsvSource({
    "5, 21, 1.6, 2.2, 0.0003",
    "5, 41, 1.6, 2, 0.0003",
    "10, 21, 1.5, 2, 0.0003",
    "10, 41, 1.4, 2, 0.001",
    "10, 41, 1.8, 1.8, 0.001",
    "20, 21, 1.3, 1.6, 0.0003",
  })
  void the_interval_of_what_is_saved_covers_it_in_95_of_100_experiments(
      int seeds, int evaluations, double speed, double top, double white) {
    RandomGenerator random = new SplittableRandom(19);
    SimulatedCurves curves = new SimulatedCurves(seeds, evaluations, white);
    double last = 100.0 * (evaluations - 1);
    double target = curves.mean(1, evaluations - 1);
    double expected =
        100 * (last - curves.queriesTo(target, speed)) / (last - curves.queriesTo(target, top));
    int told = 0;
    int covered = 0;
    int experiments = 2_000;
    for (int n = 0; n < experiments; n++) {
      Optional<Interval> saving =
          share(curves.draw(speeds(speed, top), random)).orElseThrow().saving();
      told += saving.isPresent() ? 1 : 0;
      covered +=
          saving.filter(it -> it.low() <= expected && expected <= it.high()).isPresent() ? 1 : 0;
    }
    double coverage = covered / (double) told;
    assertTrue(told > 0.95 * experiments, "told in " + told);
    assertTrue(0.93 <= coverage && coverage <= 0.975, "covered in " + coverage);
  }
}
