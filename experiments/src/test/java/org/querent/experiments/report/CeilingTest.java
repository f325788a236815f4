package org.querent.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.querent.experiments.report.About.Played;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.page.HtmlReport;
import org.querent.experiments.report.table.PaperTable;
import org.querent.experiments.report.table.SummaryCsv;
import org.querent.experiments.report.table.SummaryJson;
import org.querent.experiments.statistics.LearningCurve;

class CeilingTest {
  private static final Set<String> BOUNDS = Set.of("top", "oracle");

  private static LearningCurve curve(String label, long seed, double start, double fall) {
    return new LearningCurve(
        label,
        seed,
        new int[] {0, 100, 200, 300, 400},
        Map.of(
            "rmse", IntStream.rangeClosed(0, 4).mapToDouble(n -> start - n * fall / 4).toArray()));
  }

  /** Errors that fall by 0.1 under random, by a third more under the ceiling. */
  private static List<LearningCurve> curves(double greedy, double top) {
    List<LearningCurve> curves = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      double hard = 1 + 0.01 * seed;
      double noise = 0.0002 * (seed % 2);
      curves.add(curve("random", seed, hard, 0.1));
      curves.add(curve("greedy", seed, hard + noise, 0.1 * greedy));
      curves.add(curve("top", seed, hard - noise, 0.1 * top));
      curves.add(curve("oracle", seed, hard, 0.4));
    }
    return curves;
  }

  private static Analysis analysis(
      List<LearningCurve> curves, Optional<String> ceiling, List<Played> played) {
    return Analysis.of(
        SampleReport.bare(
            "ceiling",
            new About("", List.of(), "", "", List.of(), ceiling, played),
            Optional.of("random"),
            BOUNDS,
            curves));
  }

  private static Analysis analysis(double greedy, double top) {
    return analysis(curves(greedy, top), Optional.of("top"), List.of());
  }

  private static String page(Analysis analysis) {
    return HtmlReport.write(analysis, Charts.of(analysis), List.of(), Optional.empty());
  }

  @Test
  void who_does_not_cheat_is_measured_by_the_ceiling_everywhere() {
    Analysis analysis = analysis(1.25, 2);
    assertEquals(Set.of("greedy"), analysis.ceiling().shares().keySet());
    // 80 of 400 queries and 200 are saved, give or take what noise is.
    double saved = analysis.ceiling().shares().get("greedy").saving().orElseThrow().mean();
    assertEquals(40, saved, 1);
    String finding = analysis.finding().sentence().replace('\u00a0', ' ');
    assertTrue(
        finding.contains(" The linear ceiling, top, which knows the factors, needs 50.1 % fewer"),
        finding);
    assertTrue(finding.matches(".* ends; greedy saves 39\\.\\d % \\[.*\\] of that\\."), finding);
    List<String> lines = SummaryCsv.write(analysis).lines().toList();
    List<String> head = List.of(lines.get(0).split(","));
    int column = head.indexOf("saving-percent-of-ceiling");
    assertEquals(saved, Double.parseDouble(lines.get(2).split(",")[column]));
    assertEquals("top", lines.get(2).split(",")[head.indexOf("ceiling")]);
    assertEquals("", lines.get(4).split(",", -1)[column], "the oracle cheats");
    assertEquals(head.size(), lines.get(4).split(",", -1).length);
    assertTrue(SummaryJson.write(analysis).contains("\"percent-of-ceiling\""));
    PaperTable paper = PaperTable.of(analysis);
    int part = paper.columns().indexOf("Of the ceiling");
    assertTrue(paper.rows().get(1).get(part).mean().startsWith("39."), paper.toString());
    assertEquals("–", paper.rows().get(3).get(part).mean(), "the oracle cheats");
    assertTrue(paper.notes().stream().anyMatch(it -> it.contains("saves of the queries")));
    String page = page(analysis).replace('\u00a0', ' ');
    assertTrue(page.contains("Saving, of the ceiling’s"));
    assertTrue(page.contains("lowered, by top (cheats), the linear ceiling"));
  }

  @Test
  void of_a_ceiling_that_is_not_told_from_the_baseline_no_part_is_told() {
    Analysis analysis = analysis(1.25, 1);
    assertTrue(analysis.ceiling().shares().isEmpty());
    String finding = analysis.finding().sentence();
    assertTrue(
        finding.endsWith(
            " What part of the linear ceiling is reached cannot be told: top, which knows the"
                + " factors, is not shown to be better than random itself."),
        finding);
    assertFalse(page(analysis).contains("of the ceiling"));
  }

  @Test
  void where_nobody_is_better_than_the_baseline_what_the_ceiling_needs_is_told() {
    String finding = analysis(0.9, 2).finding().sentence().replace('\u00a0', ' ');
    assertTrue(finding.contains("which knows the factors, needs 50.1 % fewer queries"), finding);
    assertTrue(finding.endsWith(" to be where random ends."), finding);
  }

  @Test
  void without_a_ceiling_nothing_is_another_than_before() {
    Analysis analysis = analysis(curves(1.25, 2), Optional.empty(), List.of());
    assertTrue(analysis.ceiling().label().isEmpty());
    assertFalse(analysis.finding().sentence().contains("ceiling"));
    assertFalse(SummaryCsv.write(analysis).contains("ceiling"));
    assertFalse(SummaryJson.write(analysis).contains("-ceiling"));
    assertFalse(PaperTable.of(analysis).columns().contains("Of the ceiling"));
    assertFalse(page(analysis).contains("of the ceiling"));
  }

  @Test
  void a_ceiling_is_that_of_its_model() {
    List<Played> played =
        List.of(
            new Played("random", "random", "plain"),
            new Played("greedy", "greedy", "rich"),
            new Played("top", "top", "plain"),
            new Played("oracle", "oracle", "plain"));
    Analysis analysis = analysis(curves(1.25, 2), Optional.of("top"), played);
    assertEquals(Map.of(), analysis.ceiling().shares());
    assertTrue(analysis.ceiling().label().isPresent());
  }
}
