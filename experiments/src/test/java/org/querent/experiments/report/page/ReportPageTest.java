package org.querent.experiments.report.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.folder.CurveReader;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.SampleReport;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.files.ReportWriter;
import org.querent.experiments.statistics.Interval;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.StrategyCurve;

@Tag("browser")
class ReportPageTest {
  private static final SampleReport SAMPLE =
      SampleReport.small("random", "max-variance", "thompson", "knows");
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&<b>{{title}}";

  /** A number as the page writes it. */
  private static final Pattern NUMBER = Pattern.compile("[+\u2212]?[0-9,]+(?:\\.[0-9]+)?");

  @TempDir static Path folder;
  @RegisterExtension static final ReportBrowser browser = new ReportBrowser();

  @BeforeAll
  static void write_a_report() {
    new ReportWriter().write(folder, SAMPLE.content());
  }

  @AfterEach
  void nothing_was_complained_about_and_only_the_page_was_asked_for() {
    browser.closePages();
    assertEquals(List.of(), browser.complaints());
    List<String> requests = browser.requests();
    assertTrue(requests.stream().allMatch(r -> r.endsWith("/report.html")), requests.toString());
  }

  private static Page open() {
    return open(folder, new NewContextOptions());
  }

  /** The page, with the curves of the values themselves. */
  private static Page openValues() {
    Page page = open();
    page.selectOption("#baseline", "");
    return page;
  }

  private static Page open(Path folder, NewContextOptions options) {
    return browser.open(folder.resolve("report.html"), "#time-numbers table", options);
  }

  @Test
  void every_section_shows_a_figure() {
    Page page = open();
    assertEquals(
        List.of("chart", "calibration-chart", "asked-items", "asked-users", "time-chart"),
        page.locator(".chart[id]:has(.curve, .bar):visible").all().stream()
            .map(chart -> chart.getAttribute("id"))
            .toList());
    assertEquals(100, page.locator("#asked-heat tbody td").count());
    assertEquals(
        SAMPLE.metrics().size() * SAMPLE.strategies().size(),
        page.locator("#multiples .chart:visible .curve").count());
  }

  @Test
  void sections_without_data_are_left_out(@TempDir Path small) {
    ReportContent all = SampleReport.small("random").content();
    ReportContent content =
        new ReportContent(
            all.title(),
            all.datasetDescription(),
            all.axis(),
            all.baseline(),
            all.bounds(),
            all.curves(),
            all.resolvedYaml(),
            all.provenance(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            all.intervals(),
            List.of());
    new ReportWriter().write(small, content);
    assertEquals(
        List.of(
            "Learning curves",
            "All that was measured",
            "Summary",
            "Files beside this page",
            "Settings",
            "Provenance"),
        open(small, new NewContextOptions()).locator("h2:visible").allInnerTexts());
  }

  @Test
  void hover_shows_the_numbers_of_the_table() throws IOException {
    Page page = openValues();
    for (String metric : SAMPLE.metrics()) {
      page.selectOption("#metric", metric);
      Map<String, List<Double>> expected = table(metric, hover(page));
      Map<String, List<Double>> shown = tooltip(page);
      assertEquals(expected.keySet(), shown.keySet());
      double unit = metric.equals("cumulative-rating") ? 1 : 1e-4;
      expected.forEach((name, values) -> assertNear(values, shown.get(name), unit));
    }
  }

  @Test
  void every_figure_tells_what_is_pointed_at() {
    Page page = open();
    Locator mark = page.locator("#calibration-chart .mark").first();
    mark.scrollIntoViewIfNeeded();
    mark.hover(new Locator.HoverOptions().setForce(true));
    assertEquals(
        List.of("expected error", "actual / expected", "interval", "predictions"),
        page.locator("#calibration-chart .tip th").allInnerTexts());
    for (String figure : List.of("asked-items", "asked-users")) {
      page.locator("#" + figure).hover();
      Locator shares = page.locator("#" + figure + " .tip td");
      assertEquals(SAMPLE.strategies().size() + 1, shares.count(), "and at random");
    }
    page.locator("#time-chart .bar").first().hover();
    assertEquals(
        page.locator("#time-numbers tbody tr").first().locator("td").allTextContents(),
        page.locator("#time-chart .tip td").allInnerTexts());
    page.mouse().move(0, 0);
    assertEquals(0, page.locator(".tip:visible").count());
  }

  /** Points at the middle of the figure; returns the number of queries that is shown. */
  private static int hover(Page page) {
    page.mouse().move(0, 0);
    page.locator("#chart").hover();
    String caption = page.locator("#chart .tip caption").innerText();
    return numbers(caption).get(0).intValue();
  }

  /** Mean, lower and upper bound in curves.csv after some queries. */
  private static Map<String, List<Double>> table(String metric, int queries) throws IOException {
    Map<String, List<Double>> rows = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("curves.csv"))) {
      String[] fields = line.split(",");
      if (fields[1].equals(metric) && fields[2].equals(String.valueOf(queries))) {
        rows.put(
            fields[0].equals("knows") ? "knows (cheats)" : fields[0],
            List.of(
                Double.valueOf(fields[4]), Double.valueOf(fields[5]), Double.valueOf(fields[6])));
      }
    }
    return rows;
  }

  private static Map<String, List<Double>> tooltip(Page page) {
    Map<String, List<Double>> rows = new HashMap<>();
    for (Locator row : page.locator("#chart .tip tr").all()) {
      rows.put(
          row.locator("th").innerText(),
          numbers(String.join(" ", row.locator("td").allInnerTexts())));
    }
    return rows;
  }

  private static List<Double> numbers(String text) {
    // Separators of an interval are followed by a space, those of thousands are not.
    return NUMBER
        .matcher(text.replace(", ", " "))
        .results()
        .map(MatchResult::group)
        .map(number -> Double.valueOf(number.replace(",", "").replace("\u2212", "-")))
        .toList();
  }

  private static void assertNear(List<Double> expected, List<Double> shown, double unit) {
    assertEquals(expected.size(), shown.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), shown.get(i), 0.52 * unit);
    }
  }

  @ParameterizedTest
  @EnumSource(IntervalMethod.class)
  void relative_to_any_strategy_are_the_paired_differences(
      IntervalMethod method, @TempDir Path other) {
    ReportContent content = SAMPLE.content(method);
    new ReportWriter().write(other, content);
    Page page = open(other, new NewContextOptions());
    for (String baseline : SAMPLE.strategies()) {
      page.selectOption("#baseline", baseline);
      assertThat(page.locator("#chart")).containsText("minus " + baseline);
      int queries = hover(page);
      boolean own = baseline.equals("random");
      boolean resampled = method == IntervalMethod.BOOTSTRAP;
      Map<String, List<Double>> shown = tooltip(page);
      for (StrategyCurve curve :
          StrategyCurve.relativeTo(
              baseline, content.curves(), own ? method : IntervalMethod.STUDENT)) {
        Interval interval = curve.rmse().get(queries / 250);
        String title = curve.strategy().equals("knows") ? "knows (cheats)" : curve.strategy();
        assertNear(
            List.of(interval.mean(), interval.low(), interval.high()), shown.get(title), 1e-4);
      }
      assertEquals(resampled && !own, page.locator("#student").isVisible());
    }
  }

  @Test
  void the_curves_can_be_seen_against_answers_where_some_questions_have_none(
      @TempDir Path answers) {
    assertFalse(open().locator("#axis").isVisible());
    ReportContent content = SAMPLE.withoutAllAnswers();
    new ReportWriter().write(answers, content);
    Page page = open(answers, new NewContextOptions());
    assertThat(page.locator("#chart .title").first()).hasText("queries");
    page.selectOption("#range", "0.5");
    page.selectOption("#axis", "answers");
    assertThat(page.locator("#chart .title").first()).hasText("answers");
    assertThat(page.locator("#range")).hasValue("0");
    assertThat(page.locator("#chart")).hasAttribute("aria-valuemax", "4000");
    List<LearningCurve> runs = CurveReader.byAnswers(content.runs()).orElseThrow();
    for (String baseline : List.of("", "random", "thompson")) {
      page.selectOption("#baseline", baseline);
      page.locator("#chart").focus();
      page.keyboard().press("Home");
      for (int i = 0; i < 5; i++) {
        page.keyboard().press("ArrowRight");
      }
      List<StrategyCurve> expected =
          baseline.isEmpty()
              ? StrategyCurve.perStrategy(runs, IntervalMethod.STUDENT)
              : StrategyCurve.relativeTo(baseline, runs, IntervalMethod.STUDENT);
      Map<String, List<Double>> shown = tooltip(page);
      assertEquals(SAMPLE.strategies().size(), shown.size());
      for (StrategyCurve curve : expected) {
        Interval interval = curve.rmse().get(5);
        String title = curve.strategy().equals("knows") ? "knows (cheats)" : curve.strategy();
        assertNear(
            List.of(interval.mean(), interval.low(), interval.high()), shown.get(title), 1e-4);
      }
    }
    assertEquals(
        List.of("4,000.0", "2,000.0", "1,333.3", "1,000.0"),
        page.locator("[data-live=summary] tbody td:nth-last-child(3)").allInnerTexts().stream()
            .map(text -> text.lines().findFirst().orElseThrow())
            .toList());
    assertThat(page.locator("[data-live=summary] tbody td:nth-last-child(2)"))
        .hasText(new String[] {"1,250.0", "1,250.0", "1,250.0", "1,250.0"});
    assertTrue(Files.exists(answers.resolve("figures/rmse-by-answers.svg")));
  }

  @Test
  void a_strategy_is_hidden_and_shown_again_in_all_figures() {
    Page page = openValues();
    Locator button = page.locator("#legend button").nth(1);
    button.click();
    assertEquals("false", page.locator("#legend button").nth(1).getAttribute("aria-pressed"));
    assertEquals(
        "false", page.locator("#calibration-legend button").nth(1).getAttribute("aria-pressed"));
    assertEquals("max-variance", page.evaluate("document.activeElement.dataset.name"));
    hover(page);
    assertEquals(Set.of("random", "thompson", "knows (cheats)"), tooltip(page).keySet());
    button.click();
    hover(page);
    assertEquals(4, tooltip(page).size());
  }

  @Test
  void the_page_opens_with_the_paired_differences_and_their_intervals() {
    Page page = open();
    assertThat(page.locator(".verdict")).containsText("random");
    assertThat(page.locator("#baseline")).hasValue("random");
    assertEquals(3, page.locator(".forest circle").count());
    // The bar of an interval ends where the figures beside it say.
    Object drawn =
        page.evaluate(
            "[...document.querySelectorAll('.forest tbody tr:not(.ticks)')].map(row => {"
                + " const at = line => line.x1.baseVal.value;"
                + " const [zero, bar] = row.querySelectorAll('line');"
                + " const [low, high] = row.querySelector('small').textContent"
                + ".match(/[+\u2212]?[0-9.]+/g).map(n => Number(n.replace('\u2212', '-')));"
                + " const ends = [bar.x1.baseVal.value, bar.x2.baseVal.value];"
                + " return (ends[0] < at(zero)) === (low < 0)"
                + " && (ends[1] < at(zero)) === (high < 0) && ends[0] <= ends[1]; })");
    assertEquals("[true, true, true]", drawn.toString());
  }

  @Test
  void names_at_the_ends_of_lines_do_not_touch_and_are_left_out_where_there_is_no_room() {
    Page page = open();
    Object rows =
        page.evaluate(
            "(() => { const boxes = [...document.querySelectorAll('#chart .name')]"
                + ".map(name => name.getBBox()).sort((a, b) => a.y - b.y);"
                + " return boxes.map((box, i) => i === 0"
                + " || box.y >= boxes[i - 1].y + boxes[i - 1].height - 1); })()");
    assertEquals("[true, true, true, true]", rows.toString());
    page.setViewportSize(400, 900);
    assertThat(page.locator("#chart .name")).hasCount(0);
  }

  @Test
  void the_name_of_a_small_figure_brings_it_into_the_large_one() {
    Page page = open();
    page.locator("#multiples button").nth(1).click();
    assertThat(page.locator("#metric")).hasValue("coverage-90");
    assertThat(page.locator("#chart")).containsText("coverage");
  }

  @Test
  void on_a_phone_a_table_keeps_its_first_column_in_sight() {
    Page page = open(folder, new NewContextOptions().setViewportSize(400, 900));
    Object places =
        page.evaluate(
            "[...document.querySelectorAll('.scroll:has(table)')]"
                + ".filter(part => part.scrollWidth > part.clientWidth).map(part => {"
                + " part.scrollLeft = 1000;"
                + " return Math.round(part.querySelector('tbody th').getBoundingClientRect().left"
                + " - part.getBoundingClientRect().left); })");
    assertTrue(places.toString().matches("\\[0(, 0)+]"), places.toString());
  }

  @Test
  void all_files_beside_the_page_are_linked_and_there() {
    List<Locator> links = open().locator(".files a").all();
    assertTrue(links.size() > 10, links.size() + " links");
    links.forEach(link -> assertTrue(Files.exists(folder.resolve(link.getAttribute("href")))));
  }

  @Test
  void a_strategy_pointed_at_or_reached_by_keyboard_stands_out_in_all_figures() {
    Page page = open();
    Locator button = page.locator("#legend button").nth(1);
    String color = button.locator("path").getAttribute("stroke");
    button.hover();
    assertThat(page.locator(".curve.muted")).hasCount(21);
    assertEquals(0, page.locator(".muted[stroke='" + color + "']").count());
    page.mouse().move(0, 0);
    assertThat(page.locator(".muted")).hasCount(0);
    page.locator("#chart").focus();
    page.keyboard().press("Tab");
    assertThat(page.locator(".curve.muted")).hasCount(21);
    page.keyboard().press("Space");
    // What is hidden cannot stand out.
    assertThat(page.locator(".muted")).hasCount(0);
  }

  @Test
  void a_metric_has_its_own_axis() {
    Page page = open();
    assertTrue(page.locator("#chart").textContent().contains("holdout RMSE"));
    page.selectOption("#metric", "coverage-90");
    assertTrue(page.locator("#chart").textContent().contains("coverage of the 90\u00A0% interval"));
    assertFalse(page.locator("#chart").textContent().contains("RMSE"));
  }

  @Test
  void axes_are_logarithmic_where_that_makes_sense() throws IOException {
    Page page = openValues();
    List<String> linear = labels(page);
    assertTrue(linear.contains("0"), linear.toString());
    page.check("#log-queries");
    page.check("#log-values");
    List<String> logarithmic = labels(page);
    assertFalse(logarithmic.contains("0"));
    assertTrue(
        logarithmic.containsAll(List.of("500", "1,000", "2,000", "5,000")), "" + logarithmic);
    assertTrue(logarithmic.contains("0.92"), logarithmic.toString());
    // Half of the way from 250 to 5,000 is 1,118 on such an axis: the nearest evaluation is 1,000.
    int middle = hover(page);
    assertTrue(middle == 1000 || middle == 1250, "after " + middle);
    page.selectOption("#baseline", "random");
    assertThat(page.locator("#log-values")).isDisabled();
    page.selectOption("#metric", "cumulative-rating");
    page.selectOption("#baseline", "");
    // It starts from 0 before the first query.
    assertThat(page.locator("#log-values")).isDisabled();
  }

  private static List<String> labels(Page page) {
    return page.locator("#chart svg text").allTextContents();
  }

  @Test
  void the_keyboard_reaches_everything_and_reads_the_values() throws IOException {
    Page page = openValues();
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      page.keyboard().press("Tab");
      reached.add(
          (String) page.evaluate("document.activeElement.id || document.activeElement.tagName"));
    }
    assertTrue(
        reached.containsAll(
            List.of("metric", "baseline", "range", "log-queries", "log-values", "chart", "BUTTON")),
        reached.toString());
    Locator chart = page.locator("#chart");
    chart.focus();
    page.keyboard().press("Home");
    assertEquals("0", chart.getAttribute("aria-valuenow"));
    for (int i = 0; i < 10; i++) {
      page.keyboard().press("ArrowRight");
    }
    assertEquals("2500", chart.getAttribute("aria-valuenow"));
    assertEquals(table("rmse", 2500).keySet(), tooltip(page).keySet());
    String said = chart.getAttribute("aria-valuetext");
    assertTrue(said.startsWith("2,500 queries, RMSE: knows (cheats) 0.9"), said);
    page.keyboard().press("End");
    assertEquals("5000", chart.getAttribute("aria-valuenow"));
  }

  @Test
  void dragging_zooms_and_a_double_click_shows_all() {
    Page page = open();
    page.locator("#chart").scrollIntoViewIfNeeded();
    var box = page.locator("#chart").boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + 100);
    page.mouse().down();
    page.mouse().move(box.x + box.width - 40, box.y + 200);
    page.mouse().up();
    assertThat(page.locator("#range")).hasValue("custom");
    int first = Integer.parseInt(page.locator("#chart").getAttribute("aria-valuemin"));
    assertTrue(first > 2000 && first < 3000, "from " + first);
    page.locator("#chart").dblclick();
    assertThat(page.locator("#range")).hasValue("0");
    assertEquals("0", page.locator("#chart").getAttribute("aria-valuemin"));
  }

  @Test
  void fresh_data_are_drawn_and_choices_kept() throws IOException {
    Page page = open();
    page.selectOption("#metric", "coverage-90");
    page.selectOption("#baseline", "thompson");
    page.selectOption("#range", "0.5");
    page.check("#log-queries");
    page.locator("#legend button").nth(1).click();
    SampleReport longer = new SampleReport("sample", SAMPLE.strategies(), 6, 41, SAMPLE.metrics());
    Analysis analysis = Analysis.of(longer.content());
    Map<String, Object> detail =
        new ObjectMapper()
            .readValue(
                PageData.write(analysis, Charts.of(analysis)),
                new TypeReference<Map<String, Object>>() {});
    page.evaluate(
        "detail => {"
            + " document.querySelectorAll('.swatch').forEach(swatch => swatch.replaceChildren());"
            + " document.dispatchEvent(new CustomEvent('querent:data', {detail})); }",
        detail);
    assertThat(page.locator("#chart")).hasAttribute("aria-valuemax", "10000");
    assertEquals("5000", page.locator("#chart").getAttribute("aria-valuemin"));
    assertEquals("coverage-90", page.inputValue("#metric"));
    assertEquals("thompson", page.inputValue("#baseline"));
    assertTrue(page.isChecked("#log-queries"));
    assertEquals("false", page.locator("#legend button").nth(1).getAttribute("aria-pressed"));
    assertEquals(0, page.locator(".swatch:empty").count());
  }

  @Test
  void live_parts_have_names_of_their_own_and_are_not_nested() {
    Page page = open();
    List<Object> names = new ArrayList<>();
    page.locator("[data-live]").all().forEach(part -> names.add(part.getAttribute("data-live")));
    assertEquals(names.size(), Set.copyOf(names).size());
    assertTrue(names.containsAll(List.of("finding", "summary", "pairs", "calibration")));
    assertEquals(0, page.locator("[data-live] [data-live], [data-live] .chart").count());
  }

  @Test
  void print_is_black_on_white_without_controls_and_with_whole_tables() {
    Page page = open(folder, new NewContextOptions().setColorScheme(ColorScheme.DARK));
    String dark = color(page);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("#controls")).isHidden();
    assertEquals(
        "rgb(255, 255, 255)", page.evaluate("getComputedStyle(document.body).backgroundColor"));
    assertNotEquals(dark, color(page));
    assertEquals(
        true,
        page.evaluate(
            "[...document.querySelectorAll('.scroll')].every("
                + "part => getComputedStyle(part).overflowX === 'visible')"));
    byte[] pdf = page.pdf();
    assertTrue(pdf.length > 20_000, pdf.length + " bytes");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    assertEquals(dark, color(page));
  }

  private static String color(Page page) {
    return page.locator("#legend button path").nth(1).getAttribute("stroke");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1440})
  void the_page_fits_a_screen(int width) {
    Page page = open(folder, new NewContextOptions().setViewportSize(width, 900));
    page.locator("details:visible").all().forEach(part -> part.locator("summary").click());
    assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
  }

  @Test
  void a_table_that_is_wider_than_the_screen_has_a_shade_at_its_edge_and_can_be_reached() {
    Page page = open(folder, new NewContextOptions().setViewportSize(400, 900));
    Object cut =
        page.evaluate(
            "[...document.querySelectorAll('.scroll')]"
                + ".filter(part => part.scrollWidth > part.clientWidth)"
                + ".map(part => part.tabIndex === 0 && part.role === 'region'"
                + " && getComputedStyle(part).backgroundAttachment === 'local, local, scroll, scroll')");
    assertTrue(cut.toString().matches("\\[true(, true)+]"), cut.toString());
  }

  @Test
  void a_name_of_several_lines_stands_beside_its_dash(@TempDir Path named) {
    String name = "a-strategy-whose-name-takes-several-lines-in-every-table";
    new ReportWriter().write(named, SampleReport.small("random", name).content());
    Page page = open(named, new NewContextOptions().setViewportSize(400, 900));
    Object lines =
        page.evaluate(
            "[...document.querySelectorAll('tbody th:has(.swatch:not(:empty))')].flatMap(head => {"
                + " const swatch = head.querySelector('.swatch');"
                + " const text = document.createRange();"
                + " text.selectNodeContents(head);"
                + " text.setStartAfter(swatch);"
                + " return [...text.getClientRects()].map("
                + "rect => rect.left >= swatch.getBoundingClientRect().right); })");
    assertTrue(lines.toString().matches("\\[true(, true){9,}]"), lines.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1440})
  void what_a_dashed_line_says_does_not_stand_on_it(int width) {
    Page page = open(folder, new NewContextOptions().setViewportSize(width, 900));
    Object touched =
        page.evaluate(
            "[...document.querySelectorAll('.pair .chart')].map(chart => {"
                + " const said = chart.querySelector('.said').getBBox();"
                + " const rule = chart.querySelector('.rule');"
                + " return d3.range(0, rule.getTotalLength(), 1).some(at => {"
                + " const {x, y} = rule.getPointAtLength(at);"
                + " return x >= said.x && y >= said.y && y <= said.y + said.height; }); })");
    assertEquals("[false, false]", touched.toString());
  }

  @Test
  void colours_follow_the_scheme() {
    String light = color(open(folder, new NewContextOptions().setColorScheme(ColorScheme.LIGHT)));
    String dark = color(open(folder, new NewContextOptions().setColorScheme(ColorScheme.DARK)));
    assertNotEquals(light, dark);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nobody_is_kept_from_using_the_page(ColorScheme scheme) {
    // The policy forbids the checker's script as any other; the page is the same without it.
    Page page = open(folder, new NewContextOptions().setColorScheme(scheme).setBypassCSP(true));
    page.locator("details:visible").all().forEach(part -> part.locator("summary").click());
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
  }

  @Test
  void hostile_names_are_shown_and_run_nothing(@TempDir Path hostile) {
    SampleReport sample =
        new SampleReport(HOSTILE, List.of(HOSTILE, HOSTILE + "2"), 3, 5, List.of("rmse", HOSTILE));
    new ReportWriter().write(hostile, sample.content());
    Page page = open(hostile, new NewContextOptions());
    assertEquals(HOSTILE, page.locator("h1").innerText());
    page.selectOption("#metric", HOSTILE);
    page.selectOption("#baseline", HOSTILE + "2");
    page.selectOption("#asked-strategy", HOSTILE + "2");
    assertThat(page.locator("#chart")).containsText("minus ");
    page.locator("#chart").hover();
    Locator tip = page.locator("#chart .tip");
    assertTrue(tip.locator("th").allInnerTexts().contains(HOSTILE), "tooltip");
    page.locator("#time-chart").hover();
    page.locator("#asked-items").hover();
    assertEquals(HOSTILE, page.locator("#legend button").first().innerText());
    assertEquals(0, page.locator("img, body b:not(main table b)").count());
  }
}
