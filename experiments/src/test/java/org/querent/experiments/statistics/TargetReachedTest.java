package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetReachedTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  /** Falling on the whole, with noise. */
  private static List<LearningCurve> runs(String strategy, double speed, long randomSeed) {
    SplittableRandom random = new SplittableRandom(randomSeed);
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double[] rmse = new double[9];
      for (int n = 0; n < rmse.length; n++) {
        rmse[n] = Math.exp(-speed * n) + 0.05 * random.nextDouble();
      }
      runs.add(Curves.rmse(strategy, seed, rmse));
    }
    return runs;
  }

  @Test
  void an_estimate_lies_between_its_bounds() {
    int bounded = 0;
    for (long seed = 1; seed <= 20; seed++) {
      List<LearningCurve> base = runs("base", 0.2, seed);
      for (TargetReached target : TargetReached.of(runs("a", 0.25, -seed), base, true)) {
        assertTrue(target.hasBounds());
        double never = Double.POSITIVE_INFINITY;
        assertTrue(target.low().orElse(never) <= target.queries().orElse(never));
        assertTrue(target.queries().orElse(never) <= target.high().orElse(never));
        bounded += target.high().isPresent() ? 1 : 0;
      }
    }
    assertTrue(bounded > 40, "most are certain");
  }

  @Test
  void a_falling_baseline_reaches_each_of_its_targets_when_it_does() {
    List<LearningCurve> base =
        List.of(
            Curves.rmse("base", 1, 2.0, 1.5, 1.2, 1.1, 1.0, 0.9, 0.7),
            Curves.rmse("base", 2, 2.1, 1.4, 1.3, 1.1, 1.0, 0.8, 0.7));
    List<TargetReached> targets = TargetReached.of(base, base, true);
    assertEquals(List.of(0.25, 0.5, 0.75, 1.0), targets.stream().map(t -> t.fraction()).toList());
    for (TargetReached target : targets) {
      assertEquals(600 * target.fraction(), target.baselineQueries());
      assertEquals(target.baselineQueries(), target.queries().orElseThrow(), 1e-9);
      assertEquals(0, target.savingPercent().orElseThrow(), 1e-9);
    }
    assertEquals((1.5 + 1.2 + 1.4 + 1.3) / 4, targets.get(0).rmse(), 1e-12);
  }

  @Test
  void noise_that_touches_the_target_once_is_not_the_end() {
    List<LearningCurve> base = new ArrayList<>();
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double own = seed / 100.0;
      base.add(Curves.rmse("base", seed, 2 + own, 1.8, 1.6, 1.4, 1.2, 1 + own));
      runs.add(Curves.rmse("a", seed, 2 + own, 1.6, 0.99, 1.3, 1.1, 0.9 + own));
    }
    TargetReached end = TargetReached.of(runs, base, true).get(3);
    // The dip after 200 queries and what follows it are pooled.
    assertTrue(end.queries().orElseThrow() > 400, end::toString);
    StrategySummary summary =
        Curves.summaries(
                Stream.concat(base.stream(), runs.stream()).toList(), IntervalMethod.STUDENT)
            .get(1);
    assertEquals(end.queries(), summary.end().orElseThrow().queries());
  }

  /** Differences to the target d, d + 2 have mean d + 1 and margin t(0.975, 1) = 12.706. */
  @Test
  void bounds_are_where_the_bounds_of_the_mean_difference_are_0() {
    List<LearningCurve> base =
        List.of(Curves.rmse("base", 1, 90, 50), Curves.rmse("base", 2, 90, 50));
    List<LearningCurve> runs =
        List.of(Curves.rmse("a", 1, 79, 39, 29), Curves.rmse("a", 2, 81, 41, 31));
    TargetReached end = TargetReached.of(runs, base, true).get(3);
    // The mean difference falls from 30 to -10 over 100 queries and by 10 over the next 100.
    double margin = 12.7062047361747;
    assertEquals(75, end.queries().orElseThrow(), 1e-9);
    assertEquals((30 - margin) / 0.4, end.low().orElseThrow(), 1e-9);
    assertEquals(100 + (margin - 10) / 0.1, end.high().orElseThrow(), 1e-9);
    assertEquals(25, end.savingPercent().orElseThrow(), 1e-9);
  }

  @Test
  void what_is_not_certain_within_the_queries_has_no_upper_bound() {
    List<LearningCurve> base =
        List.of(Curves.rmse("base", 1, 90, 50), Curves.rmse("base", 2, 90, 50));
    List<LearningCurve> perhaps = List.of(Curves.rmse("a", 1, 79, 48), Curves.rmse("a", 2, 81, 50));
    TargetReached reached = TargetReached.of(perhaps, base, true).get(3);
    assertTrue(reached.low().isPresent() && reached.queries().isPresent());
    assertEquals(NONE, reached.high());
    List<LearningCurve> hardly = List.of(Curves.rmse("a", 1, 79, 50), Curves.rmse("a", 2, 81, 52));
    TargetReached missed = TargetReached.of(hardly, base, true).get(3);
    assertTrue(missed.low().isPresent());
    assertEquals(NONE, missed.queries());
    assertEquals(NONE, missed.savingPercent());
  }

  @Test
  void a_single_seed_gives_an_estimate_only_and_no_common_seed_nothing() {
    List<LearningCurve> base = List.of(Curves.rmse("base", 1, 90, 50));
    TargetReached end = TargetReached.of(List.of(Curves.rmse("a", 1, 60, 40)), base, true).get(3);
    assertFalse(end.hasBounds());
    assertEquals(50, end.queries().orElseThrow(), 1e-9);
    assertEquals(NONE, end.low());
    assertEquals(NONE, end.high());
    List<LearningCurve> other = List.of(Curves.rmse("a", 2, 60, 40));
    assertEquals(List.of(), TargetReached.of(other, base, true));
  }

  @ParameterizedTest(name = "{0} seeds, {1} evaluations, speed {2}, noise {3}, target {4}")
  @CsvSource({
    "5, 21, 1.3, 0.0003, 3",
    "5, 21, 1.3, 0.0015, 3",
    "10, 21, 1.3, 0.0003, 3",
    "10, 21, 1.3, 0.0015, 1",
    "10, 101, 1.6, 0.001, 3",
    "20, 21, 1.2, 0.0003, 3",
    "10, 21, 1.0, 0.0003, 3",
    "10, 21, 0.8, 0.0003, 0",
  })
  void the_interval_of_the_queries_covers_them_in_95_of_100_experiments(
      int seeds, int evaluations, double speed, double white, int fraction) {
    RandomGenerator random = new SplittableRandom(17);
    SimulatedCurves curves = new SimulatedCurves(seeds, evaluations, white);
    double target = curves.mean(1, (fraction + 1) * (evaluations - 1) / 4.0);
    double expected = curves.queriesTo(target, speed);
    int experiments = 2_000;
    int covered = 0;
    for (int n = 0; n < experiments; n++) {
      List<LearningCurve> runs = curves.draw(Map.of("base", 1.0, "a", speed), random);
      TargetReached end =
          TargetReached.of(
                  runs.stream().filter(run -> run.strategy().equals("a")).toList(),
                  runs.stream().filter(run -> run.strategy().equals("base")).toList(),
                  true)
              .get(fraction);
      double never = Double.POSITIVE_INFINITY;
      boolean above = end.low().orElse(never) <= expected + 1e-9;
      covered += above && expected - 1e-9 <= end.high().orElse(never) ? 1 : 0;
    }
    double coverage = covered / (double) experiments;
    assertTrue(0.93 <= coverage && coverage <= 0.97, () -> "covered in " + coverage);
  }
}
