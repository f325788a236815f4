package org.querent.experiments.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.SampleReport;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.page.HtmlReport;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.PairwiseComparison;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.statistics.StrategySummary;

class TablesTest {
  private static final String HOSTILE = "a|b_c%d&e#f$g{h}i~j^k\\l\"m\nn<o>[p](q)*r`s--t''u,v";

  private static Analysis analysis(String other, int seeds, IntervalMethod method) {
    List<LearningCurve> curves = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      curves.add(curve("random", seed, 1.2, 1.1 + seed / 100.0, 1.0));
      curves.add(curve(other, seed, 1.2, 1.0 + seed * seed / 500.0, 0.9 + seed / 1000.0));
      curves.add(curve("worse", seed, 1.2, 1.19, 1.15 + seed / 900.0));
    }
    return analysis(other, curves, method);
  }

  private static Analysis analysis(
      String other, List<LearningCurve> curves, IntervalMethod method) {
    return Analysis.of(
        new ReportContent(
            other,
            "data: 1,000 ratings",
            Axis.QUERIES,
            Optional.of("random"),
            Set.of("worse"),
            curves,
            "",
            Map.of(),
            Map.of(),
            Map.of(
                other,
                Reliability.of(
                    List.of(new TreeMap<>(Map.of(1, new Reliability.Group(10, 0.9, 1.0)))), 1)),
            Map.of(other, new AskedPairs(new long[10][10], new double[10][10])),
            Map.of(),
            Map.of(),
            Map.of(),
            method,
            List.of()));
  }

  private static LearningCurve curve(String strategy, long seed, double... rmse) {
    return new LearningCurve(strategy, seed, new int[] {0, 100, 200}, Map.of("rmse", rmse));
  }

  /** The lines of a file as maps from column to field; RFC 4180. */
  private static List<Map<String, String>> csv(String text) {
    List<List<String>> lines = new ArrayList<>(List.of(new ArrayList<>()));
    Pattern field = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"\n]*))([,\n])");
    field
        .matcher(text)
        .results()
        .forEach(
            match -> {
              String quoted = match.group(1);
              lines
                  .get(lines.size() - 1)
                  .add(quoted == null ? match.group(2) : quoted.replace("\"\"", "\""));
              if (match.group(3).equals("\n")) {
                lines.add(new ArrayList<>());
              }
            });
    assertTrue(lines.remove(lines.size() - 1).isEmpty(), "the last line ends");
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      assertEquals(lines.get(0).size(), line.size());
      Map<String, String> row = new LinkedHashMap<>();
      for (int n = 0; n < line.size(); n++) {
        row.put(lines.get(0).get(n), line.get(n));
      }
      rows.add(row);
    }
    return rows;
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  @ParameterizedTest
  @EnumSource
  void the_summary_has_every_number_in_full(IntervalMethod method) {
    Analysis analysis = analysis("quick", 5, method);
    List<Map<String, String>> rows = csv(SummaryCsv.write(analysis));
    assertEquals(3, rows.size());
    StrategySummary quick = analysis.summaries().get(1);
    Map<String, String> row = rows.get(1);
    assertEquals("quick", row.get("strategy"));
    assertEquals("false", row.get("cheats"));
    assertEquals("true", rows.get(2).get("cheats"));
    assertEquals(method.name().toLowerCase(), row.get("interval"));
    assertEquals("5", row.get("seeds"));
    assertEquals(quick.aulc().low(), number(row, "aulc-low"));
    assertEquals(
        quick.relative().orElseThrow().deficiency().orElseThrow().high(),
        number(row, "deficiency-high"));
    assertEquals(
        quick.targets().get(1).high().orElseThrow(), number(row, "queries-to-target-50-high"));
    assertEquals(quick.targets().get(3).rmse(), number(row, "target-100-rmse"));
    assertEquals(
        quick.relative().orElseThrow().aulc().tTest().orElseThrow().corrected(),
        number(row, "p-aulc-paired-t-holm"));
    assertEquals("better", row.get("verdict"));
    assertEquals(quick.savingPercent().orElseThrow(), number(row, "saving-percent"));
    assertEquals(
        quick.targets().get(3).savingLow().orElseThrow(), number(row, "saving-percent-low"));
    assertEquals("true", row.get("saving-certain"));
    assertEquals("", rows.get(0).get("deficiency"), "the baseline is compared with nothing");
    assertEquals("", rows.get(2).get("queries-to-target-100"), "not reached");
  }

  @Test
  void all_pairs_are_there_in_full() {
    Analysis analysis = analysis("quick", 7, IntervalMethod.STUDENT);
    List<Map<String, String>> rows =
        csv(PairsCsv.write(analysis.pairs(), Axis.QUERIES, IntervalMethod.STUDENT));
    assertEquals(3, rows.size());
    for (int n = 0; n < 3; n++) {
      PairwiseComparison pair = analysis.pairs().get(n);
      Map<String, String> row = rows.get(n);
      assertEquals(pair.first(), row.get("first"));
      assertEquals(pair.second(), row.get("second"));
      assertEquals("false", row.get("few-seeds"));
      assertEquals(Texts.name(pair.verdict()), row.get("verdict"));
      assertEquals(pair.wins(), Integer.parseInt(row.get("wins")));
      assertEquals(pair.finalRmse().interval().high(), number(row, "final-rmse-difference-high"));
      assertEquals(
          pair.aulc().signedRank().orElseThrow().corrected(),
          number(row, "p-aulc-signed-rank-holm"));
    }
  }

  @Test
  void what_was_measured_beside_the_curves_is_there() {
    Analysis analysis = analysis("quick", 2, IntervalMethod.STUDENT);
    List<Map<String, String>> calibration = csv(MeasuredCsv.calibration(analysis));
    assertEquals(
        List.of("quick", "1", "10", "0.9", "1.0", "1.1111111111111112", "", ""),
        List.copyOf(calibration.get(0).values()));
    assertEquals(1, calibration.size());
    List<Map<String, String>> asked = csv(MeasuredCsv.asked(analysis));
    assertEquals(100, asked.size());
    assertEquals(List.of("quick", "2", "1", "0", "0.0"), List.copyOf(asked.get(10).values()));
  }

  @Test
  void items_asked_about_most_have_their_titles_and_stay_texts_in_every_format() {
    Analysis analysis = Analysis.of(SampleReport.small("random", "bald").content());
    List<Map<String, String>> rows = csv(MeasuredCsv.mostAsked(analysis));
    assertEquals(8, rows.size());
    assertEquals(
        List.of("random", "1", "1", "Toy Story (1995)", "60", "0.03", "0"),
        List.copyOf(rows.get(0).values()));
    assertEquals("59", rows.get(4).get("queries"));
    assertEquals("'=4", rows.get(3).get("item"), "no spreadsheet computes it");
    assertEquals("", rows.get(3).get("title"));
    MostAskedTable table = MostAskedTable.of(analysis);
    String html = HtmlReport.write(analysis, Charts.of(analysis), List.of(), Optional.empty());
    String markdown = MarkdownTable.write(table.paper("t"));
    String latex = LatexTable.write(table.paper("t"));
    for (String text : List.of(html, markdown, latex)) {
      assertTrue(text.contains("Toy Story (1995)"), text);
      assertTrue(text.replace("&#x3D;", "=").contains("item =4"), text);
      assertFalse(text.contains("<b>=1+1"), text);
      assertFalse(text.contains("\u202E"), text);
      assertFalse(text.contains("end A title that nobody reads to its end"), "shortened");
    }
    assertEquals(2 * 5 + 2, markdown.lines().filter(line -> line.startsWith("|")).count());
    assertTrue(html.contains("<th scope=\"col\">unanswered</th>"));
  }

  @Test
  void the_summary_for_programs_has_targets_differences_and_pairs() throws Exception {
    Analysis analysis = analysis("quick", 5, IntervalMethod.BOOTSTRAP);
    JsonNode json = new ObjectMapper().readTree(SummaryJson.write(analysis));
    assertEquals("bootstrap", json.required("interval").textValue());
    JsonNode quick = json.required("strategies").get(1);
    StrategySummary summary = analysis.summaries().get(1);
    assertEquals(
        summary.targets().get(2).low().orElseThrow(),
        quick.required("targets").get(2).required("low").doubleValue());
    assertEquals(
        summary.relative().orElseThrow().deficiency().orElseThrow().mean(),
        quick.required("difference").required("deficiency").required("mean").doubleValue());
    assertTrue(json.required("strategies").get(0).required("difference").isNull());
    assertEquals(3, json.required("pairs").size());
    assertEquals(
        analysis.pairs().get(2).finalRmse().tTest().orElseThrow().corrected(),
        json.required("pairs").get(2).at("/final-rmse/p-paired-t-holm").doubleValue());
  }

  @ParameterizedTest
  @CsvSource({"5, *, †", "4, †, *"})
  void stars_need_seeds_and_few_seeds_give_a_warning(int seeds, String mark, String other) {
    PaperTable table = PaperTable.of(analysis("quick", seeds, IntervalMethod.STUDENT));
    String p = table.rows().get(1).get(table.columns().indexOf("p, final")).mean();
    assertTrue(p.endsWith(mark), p);
    String notes = String.join("\n", table.notes());
    assertTrue(notes.contains(mark), notes);
    assertFalse(notes.contains(other), notes);
    assertTrue(notes.contains("paired t-tests"), notes);
    assertTrue(notes.contains("Holm-corrected for 2 comparisons"), notes);
    assertTrue(notes.contains(seeds + " seeds"), notes);
  }

  @Test
  void what_asks_the_same_as_the_baseline_is_no_comparison_to_correct_for() {
    List<LearningCurve> curves = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      curves.add(curve("random", seed, 1.2, 1.1 + seed / 100.0, 1.0));
      curves.add(curve("copy", seed, 1.2, 1.1 + seed / 100.0, 1.0));
      curves.add(curve("quick", seed, 1.2, 1.0 + seed * seed / 500.0, 0.9 + seed / 1000.0));
    }
    Analysis analysis = analysis("quick", curves, IntervalMethod.STUDENT);
    PairwiseComparison.PValue p =
        analysis.summaries().get(2).relative().orElseThrow().aulc().tTest().orElseThrow();
    assertEquals(p.raw(), p.corrected());
    String notes = String.join("\n", PaperTable.of(analysis).notes());
    assertTrue(notes.contains("Holm-corrected for 1 comparison;"), notes);
  }

  @Test
  void one_question_has_one_p_in_every_table() {
    Analysis analysis = analysis("quick", 7, IntervalMethod.STUDENT);
    PaperTable paper = PaperTable.of(analysis);
    int compared = 0;
    for (PairsTable.Pair pair : PairsTable.of(analysis).pairs()) {
      if (!pair.first().equals("random")) {
        continue;
      }
      BaselineTable.Row against =
          BaselineTable.of(analysis).rows().stream()
              .filter(row -> row.strategy().equals(pair.second()))
              .findFirst()
              .orElseThrow();
      assertEquals(pair.pAulc(), against.pAulc());
      assertEquals(pair.pAulcRanks(), against.pAulcRanks());
      assertEquals(pair.pRmse(), against.pRmse());
      SummaryTable.Row summary = SummaryTable.of(analysis).rows().get(against.style());
      assertEquals(
          pair.pAulc(),
          Numbers.breakable(summary.against().verdict().bounds()).replaceFirst("p (= )?", ""));
      List<Bounded> row = paper.rows().get(against.style());
      String aulc = row.get(paper.columns().indexOf("p, AULC")).mean();
      String end = row.get(paper.columns().indexOf("p, final")).mean();
      assertEquals(
          List.of(pair.pAulc(), pair.pRmse()),
          List.of(aulc.replace("*", ""), end.replace("*", "")));
      compared++;
    }
    assertEquals(2, compared);
  }

  @ParameterizedTest
  @CsvSource({"5, false", "6, true"})
  void signed_ranks_are_shown_from_six_seeds_on(int seeds, boolean shown) {
    Analysis analysis = analysis("quick", seeds, IntervalMethod.STUDENT);
    assertEquals(shown, BaselineTable.of(analysis).ranked());
    assertEquals(shown, PairsTable.of(analysis).ranked());
    String page = HtmlReport.write(analysis, Charts.of(analysis), List.of(), Optional.empty());
    assertEquals(shown, page.contains("<th scope=\"col\">signed-rank</th>"));
  }

  @Test
  void the_axis_has_one_name_in_every_file() {
    List<LearningCurve> curves =
        List.of(
            curve("random", 1, 3, 2, 1),
            curve("random", 2, 3, 2, 1.1),
            curve("b", 1, 3, 2, 0.9),
            curve("b", 2, 3, 2, 0.8));
    ReportContent queries = SampleReport.bare("t", Optional.of("random"), Set.of(), curves);
    Analysis analysis =
        Analysis.of(
            new ReportContent(
                queries.title(),
                queries.datasetDescription(),
                new Axis(Axis.Unit.COST, "user"),
                queries.baseline(),
                queries.bounds(),
                queries.curves(),
                "",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                queries.intervals(),
                List.of()));
    PaperTable paper = PaperTable.of(analysis);
    String page = HtmlReport.write(analysis, Charts.of(analysis), List.of(), Optional.empty());
    List<String> texts =
        List.of(
            CurvesCsv.write(analysis.curves(), analysis.content().axis()),
            SummaryCsv.write(analysis),
            PairsCsv.write(analysis.pairs(), analysis.content().axis(), IntervalMethod.STUDENT),
            SummaryJson.write(analysis),
            MarkdownTable.write(paper),
            LatexTable.write(paper),
            page.substring(
                page.indexOf("<h2 id=\"summary\">"), page.indexOf("<h2 id=\"calibration")));
    for (String text : texts) {
      assertTrue(text.toLowerCase().contains("cost"), text);
      String others = text.replace("cost of queries per user", "");
      assertFalse(others.toLowerCase().contains("quer"), others);
    }
    assertTrue(page.contains("against the cost of queries per user"));
    assertTrue(page.contains("\"before\":\"a cost of \""));
  }

  @Test
  void what_is_not_reached_is_more_than_was_asked() {
    PaperTable table = PaperTable.of(analysis("quick", 5, IntervalMethod.STUDENT));
    int queries = table.columns().indexOf("Queries");
    assertEquals(new Bounded("> 200", ""), table.rows().get(2).get(queries));
    Bounded reached = table.rows().get(1).get(queries);
    assertTrue(reached.mean().matches("\\d+"), reached.mean());
    assertTrue(reached.bounds().matches("\\[\\d+, \\d+\\]"), reached.bounds());
  }

  @ParameterizedTest
  @CsvSource({"BOOTSTRAP, 9, true", "BOOTSTRAP, 10, false", "STUDENT, 9, false"})
  void intervals_that_are_too_narrow_are_named(IntervalMethod method, int seeds, boolean named) {
    List<String> notes = analysis("quick", seeds, method).finding().notes();
    assertEquals(named, notes.stream().anyMatch(note -> note.contains("too narrow")));
  }

  @Test
  void a_name_stays_a_text_in_markdown() {
    String markdown =
        MarkdownTable.write(PaperTable.of(analysis(HOSTILE, 5, IntervalMethod.STUDENT)));
    List<String> rows = markdown.lines().filter(line -> line.startsWith("|")).toList();
    assertEquals(5, rows.size());
    for (String row : rows) {
      assertEquals(8, row.replaceAll("\\\\.", "").chars().filter(c -> c == '|').count(), row);
    }
    String plain = markdown.replaceAll("\\\\.", "").replace("**", "");
    assertFalse(Pattern.compile("[<>`*_\\[\\]$~#]").matcher(plain).find(), plain);
  }

  @Test
  void a_name_stays_a_text_in_latex() {
    String latex = LatexTable.write(PaperTable.of(analysis(HOSTILE, 5, IntervalMethod.STUDENT)));
    assertTrue(
        latex.contains(
            "a$|$b\\_c\\%d\\&e\\#f\\$g\\{h\\}i\\textasciitilde{}j\\textasciicircum{}k"
                + "\\textbackslash{}l\\symbol{34}m?n$<$o$>${[}p{]}(q){*}r\\textasciigrave{}s"
                + "-{}-t'{}'u,v"),
        latex);
    assertTrue(latex.contains("$-$"), "minus");
    assertEquals(
        latex.replaceAll("\\\\[{}]", "").replaceAll("[^{]", "").length(),
        latex.replaceAll("\\\\[{}]", "").replaceAll("[^}]", "").length());
    assertTrue(latex.chars().allMatch(c -> c < 128), "every character has a command");
    long ends = Arrays.stream(latex.split("\n")).filter(line -> line.endsWith(" \\\\")).count();
    assertEquals(1 + 3, ends);
  }

  @ParameterizedTest
  @ValueSource(strings = {"curves", "summary", "pairs"})
  void a_name_is_one_field(String file) {
    Analysis analysis = analysis(HOSTILE, 3, IntervalMethod.STUDENT);
    String text =
        switch (file) {
          case "curves" -> CurvesCsv.write(analysis.curves(), Axis.QUERIES);
          case "summary" -> SummaryCsv.write(analysis);
          default -> PairsCsv.write(analysis.pairs(), Axis.QUERIES, IntervalMethod.STUDENT);
        };
    assertTrue(csv(text).stream().anyMatch(row -> row.containsValue(HOSTILE)));
  }

  @Test
  void without_a_baseline_the_table_compares_nothing() {
    List<LearningCurve> curves = List.of(curve("a", 1, 3, 2, 1), curve("b", 1, 3, 2, 2));
    Analysis analysis = Analysis.of(SampleReport.bare("t", Optional.empty(), Set.of(), curves));
    PaperTable table = PaperTable.of(analysis);
    assertEquals(List.of("Strategy", "Final RMSE", "AULC"), table.columns());
    assertEquals(
        List.of(new Bounded("a", ""), new Bounded("1.0000", ""), new Bounded("2.0000", "")),
        table.rows().get(0));
    assertFalse(SummaryCsv.write(analysis).contains("target"));
  }
}
