package org.querent.experiments.report.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.SampleReport;
import org.querent.experiments.report.page.Pages;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.w3c.dom.Document;

class ReportWriterTest {
  private static final String HOSTILE = "</script><b>&\"'\u2028\u0007\u202E\u2066{{title}}, <!--";

  @TempDir static Path plain;
  @TempDir static Path hostile;

  @BeforeAll
  static void write_both_reports() {
    new ReportWriter().write(plain, content("small", "random", "max-variance"));
    new ReportWriter().write(hostile, content(HOSTILE, HOSTILE, HOSTILE + "2"));
  }

  private static ReportContent content(String title, String baseline, String other) {
    List<LearningCurve> curves = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      curves.add(curve(baseline, seed, 1.2, 1.1 + seed / 100.0, 1.0));
      curves.add(curve(other, seed, 1.2, 1.0 + seed / 100.0, 0.9));
    }
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("data set", title);
    provenance.put(title, "x");
    return new ReportContent(
        title,
        title,
        new Axis(Axis.Unit.QUERIES, title),
        Optional.of(baseline),
        Set.of(),
        curves,
        "name: " + title + "\nseeds: 3\n",
        provenance,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        IntervalMethod.STUDENT,
        List.of());
  }

  private static LearningCurve curve(String strategy, long seed, double... rmse) {
    Map<String, double[]> metrics = new LinkedHashMap<>();
    metrics.put("rmse", rmse);
    metrics.put("coverage-90", new double[] {0.9, 0.91, 0.89});
    return new LearningCurve(strategy, seed, new int[] {0, 100, 200}, metrics);
  }

  private static String html(Path folder) throws IOException {
    return Files.readString(folder.resolve("report.html"));
  }

  @Test
  void all_files_are_written_and_nothing_else() {
    Set<String> names =
        new TreeSet<>(
            Set.of(
                "curves.csv",
                "summary.json",
                "summary.csv",
                "summary.md",
                "summary.tex",
                "references.bib",
                "pairs.csv",
                "rmse.svg",
                "rmse.png",
                "report.html"));
    names.add("figures/rmse.pdf");
    for (String figure : List.of("rmse-log", "rmse-relative", "coverage-90")) {
      for (String extension : List.of(".svg", ".png", ".pdf")) {
        names.add("figures/" + figure + extension);
      }
    }
    assertEquals(names, SampleExperiment.files(plain).keySet());
    assertEquals(names, SampleExperiment.files(hostile).keySet());
  }

  @Test
  void the_same_content_gives_the_same_bytes_in_the_place_of_older_ones(@TempDir Path again)
      throws IOException {
    Files.writeString(again.resolve("report.html"), "older");
    new ReportWriter().write(again, content("small", "random", "max-variance"));
    assertEquals(SampleExperiment.files(plain), SampleExperiment.files(again));
  }

  @Test
  void the_page_asks_nothing_of_the_network() throws IOException {
    for (Path folder : List.of(plain, hostile)) {
      String page =
          Pages.SCRIPT
              .matcher(html(folder))
              .replaceAll("")
              // The reader may open a file beside the page.
              .replaceAll("<a href=\"(figures/)?[a-z0-9-]+\\.(csv|json|pdf|tex|md|bib)\">", "");
      assertFalse(page.matches("(?s).*\\ssrc\\s*=.*"));
      assertFalse(page.matches("(?is).*<(link|iframe|object|embed|img|base)\\b.*"));
      assertFalse(page.matches("(?is).*(href|action)\\s*=\\s*[\"']?(?!#)[^\"'#].*"));
      assertFalse(page.matches("(?is).*(@import|url\\(\\s*[\"']?(?!#)[^#\"']).*"));
    }
  }

  @Test
  void the_policy_allows_no_request_and_the_scripts_of_the_page_only() throws Exception {
    String page = html(plain);
    List<MatchResult> scripts = Pages.SCRIPT.matcher(page).results().toList();
    String policy = Pages.policy(page);
    assertEquals(17, scripts.size(), "the data, D3 and the page's own");
    assertTrue(page.indexOf(policy) > 0 && page.indexOf(policy) < page.indexOf("<style"));
  }

  @Test
  void hostile_texts_stay_texts() throws IOException {
    String page = html(hostile);
    assertFalse(page.contains("</script><b>"));
    assertEquals(Pages.elements(html(plain)), Pages.elements(page));
    assertTrue(page.contains("<h1>&lt;/script&gt;&lt;b&gt;&amp;&quot;&#39;"), "title");
    JsonNode data = Pages.data(page);
    assertEquals(HOSTILE, data.required("baseline").textValue());
    assertEquals(HOSTILE + "2", data.required("series").get(1).required("name").textValue());
  }

  @Test
  void the_page_shows_every_strategy_the_finding_and_the_resolved_settings() throws IOException {
    String page = html(plain);
    for (String strategy : List.of("random", "max-variance")) {
      assertTrue(page.contains("</span>" + strategy + "</th>"), strategy);
    }
    assertTrue(page.contains("name: small\nseeds: 3"));
    assertTrue(
        page.contains("3 seeds are too few to tell any strategy from random: 5 are needed."),
        "finding");
    assertTrue(page.contains("Only 3 seeds"));
    JsonNode data = Pages.data(page);
    assertEquals(2, data.required("series").size());
    JsonNode rmse = data.required("axes").get(0).required("curves").get(0);
    assertEquals("rmse", rmse.required("metric").textValue());
    JsonNode first = rmse.required("values").required("lines").get(0);
    assertEquals(1.12, value(first, 1));
    JsonNode difference = rmse.required("relative").required("lines").get(1);
    assertEquals(-0.1, value(difference, 2));
  }

  private static double value(JsonNode line, int point) {
    return line.required("y").get(point).longValue() / line.required("scale").doubleValue();
  }

  @Test
  void the_figure_is_xml_that_fetches_nothing() throws Exception {
    for (Path folder : List.of(plain, hostile)) {
      byte[] svg = Files.readAllBytes(folder.resolve("rmse.svg"));
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
      assertEquals("http://www.w3.org/2000/svg", document.getDocumentElement().getNamespaceURI());
      assertEquals("0 0 800 500", document.getDocumentElement().getAttribute("viewBox"));
      assertFalse(new String(svg, UTF_8).matches("(?s).*(href=\"(?!#)|url\\((?!#)).*"));
      assertEquals(0, document.getElementsByTagName("script").getLength());
      String title = document.getElementsByTagName("title").item(0).getTextContent();
      assertTrue(title.endsWith(": RMSE"), title);
    }
  }

  @Test
  void the_image_has_the_size_for_print_and_is_not_blank() throws IOException {
    BufferedImage image = ImageIO.read(plain.resolve("rmse.png").toFile());
    assertEquals(1600, image.getWidth());
    assertEquals(1000, image.getHeight());
    assertTrue(
        IntStream.range(0, 1600 * 1000)
                .map(i -> image.getRGB(i % 1600, i / 1600))
                .distinct()
                .count()
            > 10);
  }

  @Test
  void the_table_has_a_row_per_strategy_metric_and_evaluation() throws IOException {
    List<String> lines = Files.readAllLines(plain.resolve("curves.csv"));
    assertEquals("strategy,metric,queries,seeds,mean,low,high", lines.get(0));
    assertEquals(1 + 2 * 2 * 3, lines.size());
    Interval middle = Interval.of(1.11, 1.12, 1.13);
    List<String> row = fields(lines.get(2));
    assertEquals(List.of("random", "rmse", "100", "3"), row.subList(0, 4));
    assertEquals(middle.mean(), Double.parseDouble(row.get(4)), 1e-12);
    assertEquals(middle.low(), Double.parseDouble(row.get(5)), 1e-12);
    assertEquals(middle.high(), Double.parseDouble(row.get(6)), 1e-12);
  }

  @Test
  void hostile_names_are_one_field_of_the_table() throws IOException {
    List<String> lines = List.of(Files.readString(hostile.resolve("curves.csv")).split("\n"));
    assertEquals(1 + 2 * 2 * 3, lines.size());
    assertEquals(HOSTILE, fields(lines.get(1)).get(0));
    lines.forEach(line -> assertEquals(7, fields(line).size(), line));
  }

  /** The fields of a line as RFC 4180 has them. */
  private static List<String> fields(String line) {
    return Pattern.compile("\\G(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))", Pattern.DOTALL)
        .matcher(line)
        .results()
        .map(
            field -> field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""))
        .toList();
  }

  @Test
  void one_seed_has_no_bounds(@TempDir Path folder) throws IOException {
    ReportContent one =
        SampleReport.bare("one", Optional.empty(), Set.of(), List.of(curve("a", 1, 3, 2, 1)));
    new ReportWriter().write(folder, one);
    assertEquals("a,rmse,0,1,3.0,,", Files.readAllLines(folder.resolve("curves.csv")).get(1));
    assertTrue(html(folder).contains("One seed only"));
    assertFalse(html(folder).contains("<th scope=\"col\">Saving</th>"));
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    assertTrue(summary.required("strategies").get(0).required("aulc").required("low").isNull());
  }

  @Test
  void a_report_has_the_same_bytes_whatever_the_locale(@TempDir Path arabic) throws IOException {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals("\u0661", "%d".formatted(1));
      new ReportWriter().write(arabic, content("small", "random", "max-variance"));
    } finally {
      Locale.setDefault(locale);
    }
    try (Stream<Path> files = Files.walk(plain)) {
      // A PDF has the moment when it was made.
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path same = arabic.resolve(plain.relativize(file).toString());
        assertTrue(
            file.toString().endsWith(".pdf") || Files.mismatch(file, same) < 0, file.toString());
      }
    }
  }

  /** What turns the direction of a text lets it look like another, and is no letter of LaTeX. */
  @ParameterizedTest
  @ValueSource(strings = {"report.html", "summary.md", "summary.tex", "rmse.svg"})
  void no_character_that_is_not_seen_reaches_what_people_read(String name) throws IOException {
    String text = Files.readString(hostile.resolve(name));
    assertFalse(Pattern.compile("[\\p{Cf}\\p{Zl}\\p{Cc}&&[^\n\t]]").matcher(text).find());
    assertTrue(text.contains(name.endsWith(".tex") ? "????" : "\uFFFD\uFFFD\uFFFD"), name);
  }

  @Test
  void the_summary_is_the_table_for_programs() throws IOException {
    JsonNode summary = new ObjectMapper().readTree(hostile.resolve("summary.json").toFile());
    assertEquals(HOSTILE, summary.required("title").textValue());
    assertEquals(HOSTILE, summary.required("baseline").textValue());
    JsonNode other = summary.required("strategies").get(1);
    assertEquals(HOSTILE + "2", other.required("strategy").textValue());
    assertEquals(0.9, other.required("final-rmse").required("mean").doubleValue(), 1e-12);
    assertEquals(3, other.required("difference").required("seeds").intValue());
    assertEquals("undecided", other.required("difference").required("verdict").textValue());
    JsonNode end = other.required("targets").get(3);
    assertTrue(end.required("saving-percent").doubleValue() > 0);
    assertFalse(end.required("saving-certain").booleanValue(), "three seeds");
  }

  @Test
  void nothing_to_report_and_a_folder_that_cannot_be_are_clear_messages(@TempDir Path folder)
      throws IOException {
    assertThrows(
        ExperimentException.class,
        () -> SampleReport.bare("t", Optional.empty(), Set.of(), List.of()));
    Path file = Files.writeString(folder.resolve("file"), "mine");
    ReportContent content = content("small", "random", "max-variance");
    ExperimentException error =
        assertThrows(ExperimentException.class, () -> new ReportWriter().write(file, content));
    assertTrue(error.getMessage().startsWith("Cannot write " + file));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void a_baseline_that_no_run_has_is_none() {
    List<LearningCurve> curves = List.of(curve("a", 1, 3, 2, 1));
    assertEquals(
        Optional.empty(), SampleReport.bare("t", Optional.of("gone"), Set.of(), curves).baseline());
  }

  @Test
  void who_cheats_is_marked_and_never_the_best(@TempDir Path folder) throws IOException {
    List<LearningCurve> curves = new ArrayList<>();
    for (long seed = 1; seed <= 5; seed++) {
      curves.add(curve("random", seed, 1.2, 1.1, 1.0 + seed / 1000.0));
      curves.add(curve("honest", seed, 1.2, 1.0, 0.95 + seed / 900.0));
      curves.add(curve("knows", seed, 1.2, 0.6, 0.5));
    }
    ReportContent content = SampleReport.bare("t", Optional.of("random"), Set.of("knows"), curves);
    new ReportWriter().write(folder, content);
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    assertTrue(summary.required("finding").textValue().startsWith("honest is better than random"));
    assertTrue(summary.required("strategies").get(2).required("cheats").booleanValue());
    assertFalse(summary.required("strategies").get(1).required("cheats").booleanValue());
    String html = html(folder);
    assertTrue(html.contains("knows <small>(cheats)</small>"));
    assertEquals(
        List.of("random", "honest", "knows (cheats)"),
        Pages.data(html).required("series").findValuesAsText("title"));
    String tables = html.substring(html.indexOf("<h2 id=\"summary\">"), html.indexOf("</main>"));
    assertTrue(tables.split("knows", -1).length > 5, "in every table");
    assertFalse(tables.matches("(?s).*knows(?! (<small>)?\\(cheats\\)).*"), "marked in each");
    assertTrue(html.contains("<td><b>0.953"), "honest is the best");
    assertFalse(html.contains("<td><b>0.5"));
  }
}
