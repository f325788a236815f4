package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.SimulatedCurves;
import org.querent.experiments.statistics.StrategySummary;

class FindingTest {
  private static final Axis COST = new Axis(Axis.Unit.COST, "");

  /** What is found, with spaces as others write them. */
  private static Finding finding(List<LearningCurve> runs, Optional<String> baseline, Axis axis) {
    Finding finding = asShown(runs, baseline, axis);
    return new Finding(Numbers.breakable(finding.sentence()), finding.notes());
  }

  private static Finding asShown(List<LearningCurve> runs, Optional<String> baseline, Axis axis) {
    List<PairwiseComparison> pairs = PairwiseComparison.of(runs, baseline, IntervalMethod.STUDENT);
    List<StrategySummary> summaries =
        StrategySummary.of(runs, baseline, pairs, IntervalMethod.STUDENT);
    return Finding.of(
        summaries, baseline, pairs, ModelGains.NONE, axis, IntervalMethod.STUDENT, false);
  }

  private static Map<String, Double> speeds(double... speeds) {
    Map<String, Double> strategies = new LinkedHashMap<>();
    for (int n = 0; n < speeds.length; n++) {
      strategies.put(n == 0 ? "random" : "s" + n, speeds[n]);
    }
    return strategies;
  }

  @ParameterizedTest(name = "{0} seeds, {1} copies, baseline said: {2}")
  @CsvSource({"5, 4, true, 2000", "10, 4, true, 2000", "10, 4, false, 1000", "10, 12, true, 500"})
  void of_strategies_that_are_alike_at_most_one_headline_in_twenty_claims_anything(
      int seeds, int copies, boolean baseline, int experiments) {
    double[] alike = new double[copies];
    Arrays.fill(alike, 1);
    RandomGenerator random = new SplittableRandom(21);
    SimulatedCurves curves = new SimulatedCurves(seeds, 21, 0.0003);
    int claims = 0;
    for (int n = 0; n < experiments; n++) {
      String sentence =
          finding(
                  curves.draw(speeds(alike), random),
                  baseline ? Optional.of("random") : Optional.empty(),
                  Axis.QUERIES)
              .sentence();
      boolean claim = sentence.matches(".*(is|are) (better|worse).*");
      claims += claim ? 1 : 0;
      assertTrue(claim || !sentence.contains("fewer"), sentence);
      assertTrue(claim || sentence.matches("(None of .* can|.*, but cannot) be told from .*"));
    }
    int all = claims;
    assertTrue(claims <= 0.05 * experiments, () -> all + " claims");
    assertTrue(claims > 0, "claims are recognized");
  }

  @Test
  void what_is_there_is_found_with_its_size() {
    RandomGenerator random = new SplittableRandom(22);
    SimulatedCurves curves = new SimulatedCurves(10, 21, 0.0003);
    for (int n = 0; n < 50; n++) {
      String sentence =
          finding(
                  curves.draw(speeds(1, 2, 0.4, 2.5, 2.2), random),
                  Optional.of("random"),
                  Axis.QUERIES)
              .sentence();
      assertTrue(
          sentence.matches(
              "s[134] is better than random: it needs \\d\\d\\.\\d % fewer queries \\[.*\\] to be"
                  + " where random ends, and on the way its error is \\d\\.\\d % smaller \\[.*\\] on"
                  + " average \\(area under the learning curve over 10 seeds, p < 0\\.001; in"
                  + " brackets 95 % intervals\\)\\."
                  + " s[134] \\(\\d\\.\\d % smaller \\[.*\\]\\) and s[134] \\(\\d\\.\\d % smaller \\[.*\\]\\)"
                  + " are better, too\\. s2 \\(\\d\\d?\\.\\d % larger \\[.*\\]\\) is worse\\."),
          sentence);
    }
  }

  @Test
  void what_cannot_be_told_apart_is_told_apart_from_a_name() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double noise = seed % 2 == 0 ? 0.05 : -0.05;
      runs.add(curve("random", seed, 1.2, 1.0));
      runs.add(curve("worse", seed, 1.2, 1.2 + noise / 10));
      runs.add(curve("alike", seed, 1.2, 1 + noise));
    }
    String sentence = finding(runs, Optional.of("random"), Axis.QUERIES).sentence();
    assertTrue(sentence.endsWith(" is worse. alike cannot be told from random."), sentence);
  }

  @Test
  void no_line_ends_between_a_number_and_its_sign() {
    RandomGenerator random = new SplittableRandom(22);
    List<LearningCurve> runs = new SimulatedCurves(10, 21, 0.0003).draw(speeds(1, 3, 0.4), random);
    for (Optional<String> baseline : List.of(Optional.of("random"), Optional.<String>empty())) {
      String sentence = asShown(runs, baseline, Axis.QUERIES).sentence();
      assertTrue(sentence.contains("p\u00A0<\u00A00.0"), sentence);
      assertFalse(sentence.matches(".*( %| [<=]|[<=] ).*"), sentence);
    }
  }

  @Test
  void one_query_is_no_queries() {
    LearningCurve one =
        new LearningCurve(
            "a", 1, new int[] {0, 1}, Map.of(LearningCurve.RMSE, new double[] {1, 0.9}));
    assertEquals(
        "a ends with an RMSE of 0.9000 after 1 query.",
        finding(List.of(one), Optional.empty(), Axis.QUERIES).sentence());
  }

  @Test
  void a_better_strategy_whose_saving_is_not_certain_has_none_stated() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double noise = seed % 2 == 0 ? 0.05 : -0.05;
      runs.add(curve("random", seed, 1.2, 1.1, 1.05, 1.0));
      runs.add(curve("sooner", seed, 1.2, 1.01 + seed / 1000.0, 1.02, 1 + noise));
    }
    String sentence = finding(runs, Optional.of("random"), Axis.QUERIES).sentence();
    assertTrue(sentence.startsWith("sooner is better than random"), sentence);
    assertFalse(sentence.contains("fewer"), sentence);
  }

  @Test
  void nothing_found_is_one_plain_sentence() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double noise = seed % 2 == 0 ? 0.05 : -0.05;
      runs.add(curve("random", seed, 1.2, 1.0));
      runs.add(curve("a", seed, 1.2, 1 + noise));
    }
    String test = " (paired t-tests over 6 seeds, p < 0.05 by Holm’s method).";
    assertEquals(
        "a cannot be told from random by the area under the learning curve" + test,
        finding(runs, Optional.of("random"), Axis.QUERIES).sentence());
    runs.addAll(
        runs.stream()
            .filter(run -> run.strategy().equals("a"))
            .map(run -> curve("b", run.seed(), run.metrics().get("rmse")))
            .toList());
    assertEquals(
        "None of the 2 strategies can be told from random by the area under the learning curve"
            + test,
        finding(runs, Optional.of("random"), Axis.QUERIES).sentence());
  }

  @Test
  void costs_are_called_costs() {
    RandomGenerator random = new SplittableRandom(23);
    List<LearningCurve> runs = new SimulatedCurves(10, 21, 0.0003).draw(speeds(1, 3), random);
    String sentence = finding(runs, Optional.of("random"), COST).sentence();
    assertTrue(sentence.contains("% less cost ["), sentence);
    assertFalse(sentence.contains("queries"), sentence);
    List<LearningCurve> one = List.of(curve("a", 1, 1, 0.9));
    assertEquals(
        "a ends with an RMSE of 0.9000 after a cost of 100.",
        finding(one, Optional.empty(), COST).sentence());
  }

  @Test
  void few_seeds_and_none_in_common_say_so() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(curve("random", seed, 1.2, 1.1));
      runs.add(curve("a", seed, 1.2, 0.5));
    }
    assertEquals(
        "3 seeds are too few to tell any strategy from random: 5 are needed.",
        finding(runs, Optional.of("random"), Axis.QUERIES).sentence());
    List<LearningCurve> apart = List.of(curve("random", 1, 2, 1), curve("a", 2, 2, 1));
    assertEquals(
        "No strategy shares a seed with random, so none can be compared with it.",
        finding(apart, Optional.of("random"), Axis.QUERIES).sentence());
    assertEquals(
        "3 seeds are too few to tell any strategy from another: 5 are needed.",
        finding(runs, Optional.empty(), Axis.QUERIES).sentence());
  }

  @Test
  void where_the_cheapest_run_costs_less_than_one_nothing_is_compared() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      runs.add(curve("random", seed, 1.2));
      runs.add(curve("a", seed, 1.2));
    }
    for (Optional<String> baseline : List.of(Optional.of("random"), Optional.<String>empty())) {
      assertTrue(finding(runs, baseline, COST).sentence().startsWith("Nothing can be compared"));
    }
  }

  @Test
  void a_baseline_that_may_not_have_learnt_is_named() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double noise = seed % 2 == 0 ? 0.01 : -0.01;
      runs.add(curve("random", seed, 1.2, 1.2 + noise));
      runs.add(curve("a", seed, 1.2, 1.2));
    }
    assertTrue(
        finding(runs, Optional.of("random"), Axis.QUERIES)
            .notes()
            .get(0)
            .startsWith("It is not certain that random lowered the RMSE"));
  }

  @Test
  void names_are_only_names() {
    List<LearningCurve> runs = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      runs.add(curve("%s %d", seed, 1.2, 1 + seed / 100.0));
      runs.add(curve("%n", seed, 1.2, 1.06 - seed / 100.0));
      runs.add(curve("100 %", seed, 1.2, 0.5 + seed / 1000.0));
    }
    assertTrue(
        finding(runs, Optional.of("%s %d"), Axis.QUERIES)
            .sentence()
            .endsWith(" %n cannot be told from %s %d."));
  }

  private static LearningCurve curve(String strategy, long seed, double... rmse) {
    int[] queries = new int[rmse.length];
    Arrays.setAll(queries, n -> 100 * n);
    return new LearningCurve(strategy, seed, queries, Map.of(LearningCurve.RMSE, rmse));
  }
}
