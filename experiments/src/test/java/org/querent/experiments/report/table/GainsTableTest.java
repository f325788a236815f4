package org.querent.experiments.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.querent.experiments.report.About;
import org.querent.experiments.report.About.Played;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.SampleReport;
import org.querent.experiments.statistics.LearningCurve;

class GainsTableTest {
  private static final List<Played> PLAYED =
      List.of(
          new Played("random", "random", "plain"),
          new Played("greedy", "greedy", "plain"),
          new Played("random+rich", "random", "rich"),
          new Played("greedy+rich", "greedy", "rich"));

  /**
   * Errors that fall by 0.1 on the way: the better model begins 0.05 lower, and the strategy falls
   * a quarter faster in it, but not in the other.
   */
  private static List<LearningCurve> curves() {
    List<LearningCurve> curves = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double hard = 0.01 * seed;
      double noise = 0.0002 * (seed % 2);
      curves.add(curve("random", seed, 1 + hard, 0.1));
      curves.add(curve("greedy", seed, 1 + hard + noise, 0.1));
      curves.add(curve("random+rich", seed, 0.95 + hard + noise, 0.1));
      curves.add(curve("greedy+rich", seed, 0.95 + hard, 0.125));
    }
    return curves;
  }

  private static LearningCurve curve(String label, long seed, double start, double fall) {
    return new LearningCurve(
        label,
        seed,
        new int[] {0, 100, 200},
        Map.of("rmse", new double[] {start, start - fall / 2, start - fall}));
  }

  private static Analysis analysis(
      List<Played> played, List<LearningCurve> curves, String baseline, Set<String> bounds) {
    return Analysis.of(
        SampleReport.bare(
            "gains",
            new About("", List.of(), "", "", List.of(), Optional.empty(), played),
            Optional.of(baseline),
            bounds,
            curves));
  }

  @Test
  void a_gain_is_what_one_of_the_two_choices_brings_and_then_what_both_bring() {
    GainsTable table = GainsTable.of(analysis(PLAYED, curves(), "random", Set.of()));
    assertEquals("plain", table.model());
    assertEquals("random", table.strategy());
    assertEquals(1, table.squares().size());
    List<GainsTable.Row> rows = table.squares().get(0).rows();
    assertEquals(
        List.of(
            "the model: random+rich, random",
            "the strategy, with plain: greedy, random",
            "the strategy, with rich: greedy+rich, random+rich",
            "both together: greedy+rich, random"),
        rows.stream().map(row -> row.choice() + ": " + row.one() + ", " + row.other()).toList());
    // 0.05 of the fall of 0.1 are saved, give or take what noise is; then a fifth of it.
    assertEquals(
        List.of("49.9 %", "not reached", "20.1 %", "60.0 %"),
        rows.stream().map(row -> row.saving().mean().replace('\u00a0', ' ')).toList());
    assertEquals(
        List.of("−0.0499", "+0.0001", "−0.0251", "−0.0750"),
        rows.stream().map(row -> row.rmse().mean()).toList());
    assertEquals("< 0.001", rows.get(0).p());
    assertEquals(6, rows.get(0).seeds());
  }

  @Test
  void the_finding_says_whose_the_gain_is() {
    Analysis analysis = analysis(PLAYED, curves(), "random", Set.of());
    String sentence = analysis.finding().sentence().replace('\u00a0', ' ');
    assertTrue(sentence.startsWith("greedy+rich is better than random: it needs 60.0 % fewer"));
    assertTrue(
        sentence.contains(
            "The model and the strategy apart: random+rich needs 49.9 % fewer queries"),
        sentence);
    assertTrue(sentence.contains(", and greedy+rich needs 20.1 % fewer queries"), sentence);
    assertTrue(sentence.endsWith(" to be where random+rich ends."), sentence);
    String own =
        analysis(
                PLAYED,
                curves().stream().filter(curve -> !curve.strategy().startsWith("greedy+")).toList(),
                "random",
                Set.of())
            .finding()
            .sentence();
    assertTrue(own.startsWith("random+rich is better than random"), own);
    assertTrue(
        own.endsWith(" What random+rich gains is the model’s alone, as the strategy is the same."),
        own);
    assertFalse(
        analysis(List.of(), curves(), "random", Set.of()).finding().sentence().contains("apart"));
  }

  @Test
  void gains_are_measured_from_the_baseline_whatever_its_model() {
    GainsTable table = GainsTable.of(analysis(PLAYED, curves(), "greedy+rich", Set.of()));
    assertEquals("rich", table.model());
    assertEquals("greedy", table.strategy());
    assertEquals("plain", table.squares().get(0).model());
    assertEquals("random", table.squares().get(0).strategy());
    assertEquals("not reached", table.squares().get(0).rows().get(0).saving().mean());
  }

  @Test
  void where_nothing_has_to_be_asked_all_is_saved() {
    List<LearningCurve> curves = new ArrayList<>(curves());
    for (int seed = 1; seed <= 6; seed++) {
      curves.set(4 * seed - 2, curve("random+rich", seed, 0.8 + 0.001 * (seed % 3), 0.1));
    }
    GainsTable.Row row =
        GainsTable.of(analysis(PLAYED, curves, "random", Set.of())).squares().get(0).rows().get(0);
    assertEquals("100.0\u00a0%", row.saving().mean());
    assertEquals("[100.0, 100.0]", row.saving().bounds());
  }

  @Test
  void there_is_no_table_of_one_model_of_one_strategy_or_of_what_cheats() {
    assertFalse(GainsTable.of(analysis(List.of(), curves(), "random", Set.of())).measured());
    List<Played> one = List.of(PLAYED.get(0), PLAYED.get(2));
    assertFalse(GainsTable.of(analysis(one, curves(), "random", Set.of())).measured());
    Set<String> cheats = Set.of("greedy", "greedy+rich");
    assertFalse(GainsTable.of(analysis(PLAYED, curves(), "random", cheats)).measured());
    assertFalse(GainsTable.of(analysis(PLAYED, curves(), "nobody", Set.of())).measured());
  }

  @Test
  void what_has_no_run_yet_is_left_out() {
    List<LearningCurve> curves =
        curves().stream().filter(curve -> !curve.strategy().equals("greedy+rich")).toList();
    assertEquals(
        2,
        GainsTable.of(analysis(PLAYED, curves, "random", Set.of())).squares().get(0).rows().size());
  }
}
