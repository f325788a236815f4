package org.querent.experiments.across;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.page.Pages;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.Measure;

class AcrossWriterTest {
  private static final String HOSTILE = "</script><b>&\"'\u2028\u0007\u202E\u2066{{title}}, <!--";
  private static final Set<String> FILES =
      Set.of(
          "report.html",
          "results.csv",
          "ranks.csv",
          "critical-difference.svg",
          "critical-difference.png",
          "critical-difference.pdf");

  @TempDir static Path plain;
  @TempDir static Path hostile;

  @BeforeAll
  static void write_both_reports() {
    new AcrossWriter().write(plain, three("", "random", "max-variance"), Measure.AULC);
    new AcrossWriter().write(hostile, three(HOSTILE, HOSTILE, HOSTILE + "2"), Measure.AULC);
  }

  static List<PlayedExperiment> three(String prefix, String baseline, String other) {
    return List.of(
        played(prefix + "first", 6, Set.of(), baseline, other),
        played(prefix + "second", 6, Set.of(), baseline, other, prefix + "extra"),
        played(prefix + "third", 6, Set.of(prefix + "knows"), baseline, other, prefix + "knows"));
  }

  private static PlayedExperiment played(
      String name, int seeds, Set<String> cheats, String... strategies) {
    List<LearningCurve> curves = new ArrayList<>();
    int length = name.endsWith("second") ? 2 : 3;
    for (int seed = 1; seed <= seeds; seed++) {
      for (int s = 0; s < strategies.length; s++) {
        curves.add(curve(strategies[s], seed, length, 1 - s / 10.0 + seed / 1000.0));
      }
    }
    ReportContent content =
        new ReportContent(
            name,
            name + " data",
            Axis.QUERIES,
            Optional.of(strategies[0]),
            cheats,
            curves,
            "",
            Map.of("data set SHA-256", name, "querent", name),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            IntervalMethod.STUDENT,
            List.of());
    Map<String, String> settings =
        Map.of(
            "protocol",
            name,
            "strategies[" + strategies[1] + "].power",
            name.endsWith("third") ? "3" : "2");
    return new PlayedExperiment(name + "-0123456789", content, settings);
  }

  private static LearningCurve curve(String strategy, long seed, int length, double level) {
    double[] rmse = new double[length];
    int[] queries = new int[length];
    for (int n = 0; n < length; n++) {
      rmse[n] = level - n / 20.0;
      queries[n] = 100 * n;
    }
    Map<String, double[]> metrics =
        length == 2 ? Map.of("rmse", rmse) : Map.of("rmse", rmse, "mae", rmse);
    return new LearningCurve(strategy, seed, queries, metrics);
  }

  private static String html(Path folder) throws IOException {
    return Files.readString(folder.resolve("report.html"));
  }

  @Test
  void all_files_are_written_and_the_same_bytes_again(@TempDir Path again) {
    assertEquals(FILES, SampleExperiment.files(plain).keySet());
    assertEquals(FILES, SampleExperiment.files(hostile).keySet());
    new AcrossWriter().write(again, three("", "random", "max-variance"), Measure.AULC);
    assertEquals(SampleExperiment.files(plain), SampleExperiment.files(again));
  }

  @Test
  void the_policy_allows_no_request_and_the_scripts_of_the_page_only() throws Exception {
    for (Path folder : List.of(plain, hostile)) {
      String page = html(folder);
      String policy = Pages.policy(page);
      assertTrue(page.indexOf(policy) > 0 && page.indexOf(policy) < page.indexOf("<style"));
      String rest = Pages.SCRIPT.matcher(page).replaceAll("");
      assertFalse(rest.matches("(?s).*\\ssrc\\s*=.*"));
      assertFalse(rest.matches("(?is).*<(link|iframe|object|embed|img|base)\\b.*"));
    }
  }

  @Test
  void hostile_texts_stay_texts() throws IOException {
    String page = html(hostile);
    assertFalse(page.contains("</script><b>"));
    assertEquals(Pages.elements(html(plain)), Pages.elements(page));
    JsonNode data = Pages.data(page);
    assertEquals(HOSTILE + "first", data.required("experiments").get(0).required("name").asText());
    assertEquals(HOSTILE, data.required("series").get(0).required("name").asText());
    for (String name : List.of("results.csv", "ranks.csv")) {
      long quotes = Files.readString(hostile.resolve(name)).chars().filter(c -> c == '"').count();
      assertEquals(0, quotes % 2, name);
    }
  }

  @Test
  void a_strategy_has_one_style_in_every_experiment() throws IOException {
    JsonNode data = Pages.data(html(plain));
    assertEquals(4, data.required("series").size());
    for (JsonNode experiment : data.required("experiments")) {
      for (String kind : List.of("values", "relative")) {
        JsonNode lines = experiment.required("curves").get(0).required(kind).required("lines");
        assertEquals(0, lines.get(0).required("series").intValue());
        assertEquals(1, lines.get(1).required("series").intValue());
      }
    }
    JsonNode third = data.required("experiments").get(2).required("curves").get(0);
    int series = third.required("values").required("lines").get(2).required("series").intValue();
    assertEquals("knows", data.required("series").get(series).required("name").asText());
  }

  @Test
  void the_page_says_what_was_ranked_and_what_speaks_against_it() throws IOException {
    String page = html(plain);
    assertTrue(page.contains("max-variance has the best mean rank by AULC, 1.00, "), page);
    assertTrue(page.contains("no pair can be told apart"));
    assertTrue(page.contains("not extra."), "only in one experiment");
    assertTrue(page.contains("Strategies that cheat are shown, but not ranked."));
    assertTrue(page.contains("max-variance is not the same everywhere: its power differs"));
    assertFalse(page.contains("same ratings"), "three data sets");
    assertTrue(page.contains("<td><b>3 / 0 / 0</b></td>"), "wins");
    assertTrue(page.contains("<td>0 / 0 / 3</td>"), "losses");
  }

  @Test
  void experiments_on_the_same_ratings_are_said_not_to_be_independent(@TempDir Path folder)
      throws IOException {
    PlayedExperiment one = played("first", 2, Set.of(), "a", "b");
    new AcrossWriter().write(folder, List.of(one, one), Measure.FINAL_RMSE);
    String page = html(folder);
    assertTrue(page.contains("These replay the same ratings and so are not independent"));
    assertTrue(page.contains("Fewer than 5 seeds, too few for a win or a loss"));
    assertTrue(page.contains("first-0123456789 and first-0123456789 (2)"), "names differ");
    String headline = headline(page);
    assertEquals(
        "Descriptive only, as experiments share their ratings: b has the best mean rank by final RMSE, 1.00.",
        headline);
  }

  private static String headline(String page) {
    Matcher headline = Pattern.compile("<p class=\"finding\">(.*)</p>").matcher(page);
    assertTrue(headline.find());
    return Numbers.breakable(headline.group(1)).replace("&#x3D;", "=");
  }

  /** An experiment of two seeds in which every strategy has an error of its own. */
  private static PlayedExperiment ranked(String name, Map<String, Double> errors) {
    List<LearningCurve> curves = new ArrayList<>();
    errors.forEach(
        (strategy, error) -> {
          curves.add(curve(strategy, 1, 2, error));
          curves.add(curve(strategy, 2, 2, error));
        });
    ReportContent like = played(name, 2, Set.of(), "a", "b").content();
    return new PlayedExperiment(
        name,
        new ReportContent(
            name,
            "",
            Axis.QUERIES,
            Optional.empty(),
            Set.of(),
            curves,
            "",
            like.provenance(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            IntervalMethod.STUDENT,
            List.of()),
        Map.of());
  }

  @Test
  void all_that_share_the_best_mean_rank_are_named(@TempDir Path folder) throws IOException {
    new AcrossWriter()
        .write(
            folder,
            List.of(
                ranked("first", Map.of("a", 1.0, "b", 1.1)),
                ranked("second", Map.of("a", 1.1, "b", 1.0))),
            Measure.AULC);
    assertEquals(
        "The 2 strategies cannot be told apart (Friedman’s test over 2 experiments, by Iman and"
            + " Davenport, p = 1.000); a and b share the best mean rank by AULC, 1.50, but that may"
            + " be chance.",
        headline(html(folder)));
  }

  @Test
  void what_shares_the_best_mean_rank_is_not_said_to_be_no_other(@TempDir Path folder)
      throws IOException {
    List<PlayedExperiment> experiments = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      experiments.add(
          ranked("e" + n, Map.of("a", 1 + n % 2 / 10.0, "b", 1.1 - n % 2 / 10.0, "c", 1.5)));
    }
    new AcrossWriter().write(folder, experiments, Measure.AULC);
    String headline = headline(html(folder));
    assertTrue(
        headline.endsWith(
            ". a and b share the best mean rank by AULC, 1.50, and they differ significantly from every other."),
        headline);
  }

  @Test
  void nothing_in_common_is_said_and_an_older_diagram_goes(@TempDir Path folder)
      throws IOException {
    new AcrossWriter().write(folder, three("", "random", "max-variance"), Measure.AULC);
    Path mine = Files.writeString(folder.resolve("mine.svg"), "<svg/>");
    new AcrossWriter()
        .write(
            folder,
            List.of(
                played("first", 3, Set.of(), "a", "b"), played("second", 3, Set.of(), "c", "d")),
            Measure.AULC);
    assertEquals(
        Set.of("report.html", "results.csv", "ranks.csv", "mine.svg"),
        SampleExperiment.files(folder).keySet());
    assertEquals("<svg/>", Files.readString(mine));
    assertTrue(html(folder).contains("The experiments have no strategy in common"));
    assertEquals(1, Files.readAllLines(folder.resolve("ranks.csv")).size());
    assertEquals(5, Files.readAllLines(folder.resolve("results.csv")).size());
  }

  @Test
  void the_tables_for_programs_have_a_row_for_each_strategy_of_each_experiment()
      throws IOException {
    List<String> ranks = Files.readAllLines(plain.resolve("ranks.csv"));
    assertEquals("experiment,strategy,aulc,rank,mean-rank", ranks.get(0));
    assertEquals(1 + 3 * 2, ranks.size());
    assertTrue(ranks.get(2).startsWith("first,max-variance,"));
    assertTrue(ranks.get(2).endsWith(",1.0,1.0"));
    List<String> results = Files.readAllLines(plain.resolve("results.csv"));
    assertEquals(1 + 2 + 3 + 3, results.size());
    assertTrue(results.get(8).startsWith("third,knows,true,6,queries,200,"), results.get(8));
  }
}
