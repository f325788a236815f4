package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.experiments.statistics.AcrossExperiments.WinTieLoss;
import org.querent.experiments.statistics.CriticalDifference.Group;

class AcrossExperimentsTest {
  private static final int SEEDS = 6;

  /** Experiments of strategies whose levels rise by a step, with noise over seeds. */
  private static List<List<LearningCurve>> experiments(
      int experiments, List<String> strategies, double step, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<List<LearningCurve>> all = new ArrayList<>();
    for (int n = 0; n < experiments; n++) {
      List<LearningCurve> runs = new ArrayList<>();
      for (int s = 0; s < strategies.size(); s++) {
        double level = 1 + s * step;
        for (int run = 1; run <= SEEDS; run++) {
          double noise = 0.01 * random.nextGaussian();
          runs.add(Curves.rmse(strategies.get(s), run, 1.5, level + noise, level - 0.1 + noise));
        }
      }
      all.add(runs);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void ranks_of_an_experiment_sum_to_the_same_always(Measure measure) {
    List<List<LearningCurve>> experiments =
        experiments(7, List.of("a", "b", "c", "d", "e"), 0.002, 3);
    AcrossExperiments across = AcrossExperiments.of(experiments, measure);
    for (List<Double> ranks : across.ranks()) {
      assertEquals(15, ranks.stream().mapToDouble(rank -> rank).sum(), 1e-12);
    }
    CriticalDifference difference = across.criticalDifference().orElseThrow();
    assertEquals(15, difference.meanRanks().stream().mapToDouble(rank -> rank).sum(), 1e-9);
    for (int n = 0; n < 5; n++) {
      int place = difference.strategies().indexOf(across.strategies().get(n));
      assertEquals(across.meanRank(n), difference.meanRanks().get(place), 1e-12);
    }
  }

  @Test
  void equal_values_share_their_ranks_and_tie() {
    List<LearningCurve> one = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      one.add(Curves.rmse("a", seed, 1, 0.9 + seed / 100.0));
      one.add(Curves.rmse("b", seed, 1, 0.9 + seed / 100.0));
      one.add(Curves.rmse("c", seed, 1, 0.8));
    }
    AcrossExperiments across = AcrossExperiments.of(List.of(one, one), Measure.FINAL_RMSE);
    assertEquals(List.of(2.5, 2.5, 1.0), across.ranks().get(0));
    assertEquals(new WinTieLoss(0, 2, 0), across.records().get(0).get(1));
    assertEquals(new WinTieLoss(0, 0, 2), across.records().get(0).get(2));
  }

  @Test
  void what_one_wins_the_other_loses() {
    AcrossExperiments across =
        AcrossExperiments.of(experiments(5, List.of("a", "b", "c", "d"), 0.012, 11), Measure.AULC);
    int wins = 0;
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        WinTieLoss record = across.records().get(row).get(column);
        WinTieLoss turned = across.records().get(column).get(row);
        assertEquals(new WinTieLoss(record.losses(), record.ties(), record.wins()), turned);
        int experiments = record.wins() + record.ties() + record.losses();
        assertEquals(row == column ? 0 : 5, experiments);
        wins += record.wins();
      }
    }
    assertTrue(wins > 0, "levels are apart by more than the noise");
  }

  @Test
  void the_order_of_experiments_and_of_runs_does_not_matter() {
    List<String> strategies = List.of("a", "b", "c", "d");
    List<List<LearningCurve>> experiments = experiments(6, strategies, 0.004, 5);
    CriticalDifference before =
        AcrossExperiments.of(experiments, Measure.AULC).criticalDifference().orElseThrow();
    Collections.reverse(experiments);
    experiments.forEach(Collections::reverse);
    AcrossExperiments turned = AcrossExperiments.of(experiments, Measure.AULC);
    CriticalDifference after = turned.criticalDifference().orElseThrow();
    assertEquals(List.of("d", "c", "b", "a"), turned.strategies());
    assertEquals(before.strategies(), after.strategies());
    assertEquals(before.groups(), after.groups());
    assertEquals(before.pValue(), after.pValue(), 1e-12);
    for (int n = 0; n < strategies.size(); n++) {
      assertEquals(before.meanRanks().get(n), after.meanRanks().get(n), 1e-12);
    }
  }

  @Test
  void only_what_all_have_is_compared_and_too_little_gives_no_diagram() {
    List<LearningCurve> first = experiments(1, List.of("a", "b", "c"), 0.1, 1).get(0);
    List<LearningCurve> second = experiments(1, List.of("c", "b", "x"), 0.1, 2).get(0);
    AcrossExperiments across = AcrossExperiments.of(List.of(first, second), Measure.AULC);
    assertEquals(List.of("b", "c"), across.strategies());
    assertEquals(List.of(List.of(1.0, 2.0), List.of(2.0, 1.0)), across.ranks());
    assertEquals(1, across.criticalDifference().orElseThrow().pValue(), 1e-12);
    List<LearningCurve> third = experiments(1, List.of("c", "y"), 0.1, 3).get(0);
    assertTrue(
        AcrossExperiments.of(List.of(first, third), Measure.AULC).criticalDifference().isEmpty());
    assertTrue(AcrossExperiments.of(List.of(first), Measure.AULC).criticalDifference().isEmpty());
    List<LearningCurve> apart = experiments(1, List.of("y"), 0.1, 3).get(0);
    AcrossExperiments nothing = AcrossExperiments.of(List.of(first, apart), Measure.AULC);
    assertEquals(List.of(), nothing.strategies());
    assertEquals(List.of(List.of(), List.of()), nothing.ranks());
  }

  @Test
  void a_seed_that_one_strategy_lacks_counts_for_none() {
    List<LearningCurve> runs =
        List.of(
            Curves.rmse("a", 1, 1, 0.5), Curves.rmse("a", 2, 1, 0.9), Curves.rmse("b", 2, 1, 0.8));
    AcrossExperiments across = AcrossExperiments.of(List.of(runs, runs), Measure.FINAL_RMSE);
    assertEquals(List.of(0.9, 0.8), across.values().get(0));
  }

  @Test
  void few_seeds_win_nothing() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed < PairwiseComparison.FEW_SEEDS; seed++) {
      runs.add(Curves.rmse("a", seed, 1, 0.5 + seed / 1e6));
      runs.add(Curves.rmse("b", seed, 1, 0.9));
    }
    AcrossExperiments across = AcrossExperiments.of(List.of(runs, runs), Measure.FINAL_RMSE);
    assertEquals(new WinTieLoss(0, 2, 0), across.records().get(0).get(1));
  }

  @Test
  void groups_are_the_longest_ranges_and_none_lies_within_another() {
    RandomGenerator random = new SplittableRandom(17);
    for (int trial = 0; trial < 200; trial++) {
      int strategies = 2 + random.nextInt(9);
      double[][] values = new double[2 + random.nextInt(30)][];
      for (int n = 0; n < values.length; n++) {
        values[n] =
            IntStream.range(0, strategies)
                .mapToDouble(s -> 0.5 * s + random.nextGaussian())
                .toArray();
      }
      List<String> labels = IntStream.range(0, strategies).mapToObj(s -> "s" + s).toList();
      CriticalDifference found = CriticalDifference.of(labels, values);
      for (int from = 0; from < strategies; from++) {
        for (int to = from + 1; to < strategies; to++) {
          boolean alike = alike(found, from, to);
          boolean longest =
              alike
                  && (from == 0 || !alike(found, from - 1, to))
                  && (to == strategies - 1 || !alike(found, from, to + 1));
          assertEquals(longest, found.groups().contains(new Group(from, to)), found::toString);
        }
      }
    }
  }

  private static boolean alike(CriticalDifference ranks, int from, int to) {
    return ranks.meanRanks().get(to) - ranks.meanRanks().get(from) <= ranks.difference();
  }

  @Test
  void with_two_experiments_no_pair_of_six_can_be_told_apart() {
    double[] values = {1, 2, 3, 4, 5, 6};
    List<String> labels = List.of("a", "b", "c", "d", "e", "f");
    double[][] two = {values, values};
    assertTrue(CriticalDifference.of(labels, two).isTooFewExperiments());
    assertEquals(List.of(new Group(0, 5)), CriticalDifference.of(labels, two).groups());
    double[][] three = {values, values, values};
    assertFalse(CriticalDifference.of(labels, three).isTooFewExperiments());
    assertThrows(
        IllegalArgumentException.class,
        () -> CriticalDifference.of(labels, new double[][] {values}));
  }

  /** across.py, beside across.json, makes the latter. */
  private static JsonNode scipy() throws IOException {
    try (InputStream in = AcrossExperimentsTest.class.getResourceAsStream("across.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(n -> array.get(n).doubleValue()).toArray();
  }

  @Test
  void ranks_and_critical_differences_are_those_of_scipy() throws IOException {
    for (JsonNode expected : scipy().required("ranked")) {
      int strategies = expected.required("values").get(0).size();
      List<List<LearningCurve>> experiments = new ArrayList<>();
      for (JsonNode row : expected.required("values")) {
        experiments.add(
            IntStream.range(0, strategies)
                .mapToObj(s -> Curves.rmse("s" + s, 1, 9, row.get(s).doubleValue()))
                .toList());
      }
      AcrossExperiments across = AcrossExperiments.of(experiments, Measure.FINAL_RMSE);
      for (int n = 0; n < experiments.size(); n++) {
        double[] ranks = across.ranks().get(n).stream().mapToDouble(rank -> rank).toArray();
        assertArrayEquals(numbers(expected.required("ranks").get(n)), ranks, 1e-12);
      }
      CriticalDifference difference = across.criticalDifference().orElseThrow();
      assertEquals(expected.required("difference").doubleValue(), difference.difference(), 1e-9);
      if (expected.has("p")) {
        assertEquals(expected.required("p").doubleValue(), difference.pValue(), 1e-9);
      }
    }
  }

  @Test
  void differences_of_independent_samples_are_those_of_scipy() throws IOException {
    for (JsonNode expected : scipy().required("welch")) {
      SampleDifference difference =
          SampleDifference.independent(
              numbers(expected.required("first")), numbers(expected.required("second")));
      assertEquals(expected.required("p").doubleValue(), difference.pValue().orElseThrow(), 1e-9);
      assertEquals(expected.required("low").doubleValue(), difference.difference().low(), 1e-9);
      assertEquals(expected.required("high").doubleValue(), difference.difference().high(), 1e-9);
    }
  }
}
