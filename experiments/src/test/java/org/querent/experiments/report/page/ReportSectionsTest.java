package org.querent.experiments.report.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.experiments.report.SampleReport;
import org.querent.experiments.report.files.ReportWriter;

/** Sections that only some experiments have, together on one page. */
@Tag("browser")
class ReportSectionsTest {
  @TempDir static Path folder;
  private static ReportBrowser browser;

  @BeforeAll
  static void write_a_report_and_start_the_browser() {
    browser = ReportBrowser.start();
    new ReportWriter().write(folder, SampleReport.everything("random", "bald", "thompson"));
  }

  @AfterAll
  static void stop_the_browser() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothing_was_complained_about() {
    browser.closePages();
    assertEquals(List.of(), browser.complaints());
  }

  private static Page open(NewContextOptions options) {
    return browser.open(folder.resolve("report.html"), "#time-numbers table", options);
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "400, LIGHT"})
  void nobody_is_kept_from_using_the_page_and_it_fits(int width, ColorScheme scheme) {
    Page page =
        open(
            new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setBypassCSP(true));
    page.locator("details").all().forEach(part -> part.locator("summary").click());
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
  }

  @Test
  void twenty_strategies_fit_as_well(@TempDir Path many) {
    new ReportWriter()
        .write(
            many,
            SampleReport.everything(
                IntStream.range(0, 20)
                    .mapToObj(n -> "a-strategy-of-some-length-" + n)
                    .toArray(String[]::new)));
    for (int width : new int[] {1280, 400}) {
      Page page =
          browser.open(
              many.resolve("report.html"),
              "#time-numbers table",
              new NewContextOptions().setViewportSize(width, 900));
      assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
      assertThat(page.locator("#chart .name")).hasCount(width < 640 ? 0 : 20);
    }
  }

  @Test
  void tables_fit_on_paper_and_no_name_is_broken_into_letters() {
    int paper = 718; // The width of A4 less its margins, at 96 dots an inch.
    Page page = open(new NewContextOptions().setViewportSize(paper, 1000));
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertEquals(paper, page.evaluate("document.documentElement.scrollWidth"));
    assertThat(page.locator("section[aria-labelledby=evaluators] thead th")).hasCount(6);
    assertEquals(
        List.of(),
        page.evaluate(
            "[...document.querySelectorAll('tbody th:has(.swatch)')].filter(th => th.offsetWidth > 0)"
                + ".filter(th => th.offsetWidth < 50).map(th => th.textContent)"));
  }

  @Test
  void groups_are_figures_on_one_scale_and_a_table_with_sizes_and_a_test() {
    Page page = open(new NewContextOptions());
    assertThat(page.locator("#group-figures .chart .curve")).hasCount(9);
    Object scales =
        page.evaluate(
            "[...document.querySelectorAll('#group-figures .chart')].map(chart =>"
                + " [...chart.querySelectorAll('.axis:first-of-type text')]"
                + ".map(tick => tick.textContent).join())");
    assertEquals(1, List.copyOf((List<?>) scales).stream().distinct().count(), scales.toString());
    page.locator("#group-figures").scrollIntoViewIfNeeded();
    List<String> heads =
        page.locator("[data-live=groups] thead th").allInnerTexts().stream()
            .map(text -> text.replaceAll("\\s+", " "))
            .toList();
    assertEquals("RMSE by user age", heads.get(0));
    assertTrue(heads.get(1).matches("18 to 24 [0-9]+"), heads.toString());
    assertEquals(List.of("gap", "p"), heads.subList(4, 6));
    assertEquals(
        3,
        page.locator("[data-live=groups] tbody td:last-child").allInnerTexts().stream()
            .filter(p -> p.matches("p\u00A0[<=]\u00A0[01]\\.[0-9]+"))
            .count());
  }

  @Test
  void rules_stand_on_the_curves_where_they_would_have_stopped() {
    Page page = open(new NewContextOptions());
    assertEquals(
        List.of("a", "b", "a", "b", "a", "b"),
        page.locator("#stopping-chart .letters").allTextContents());
    Object places =
        page.evaluate(
            "(() => { const ticks = [...document.querySelectorAll("
                + "'#stopping-chart .axis:nth-of-type(2) .tick')];"
                + " const at = text => Number(ticks.find(tick => tick.textContent === text)"
                + ".getAttribute('transform').match(/[0-9.]+/)[0]);"
                + " const marks = [...document.querySelectorAll('#stopping-chart .letter')];"
                + " return [marks[0].cx.baseVal.value - at('2,000'),"
                + " marks[1].cx.baseVal.value - at('1,000')]"
                + ".map(away => Math.abs(away) < 1); })()");
    assertEquals("[true, true]", places.toString());
    Object touching =
        page.evaluate(
            "(() => { const at = [...document.querySelectorAll('#stopping-chart .letter')]"
                + ".map(mark => [mark.cx.baseVal.value, mark.cy.baseVal.value]);"
                + " return at.flatMap((one, n) => at.slice(n + 1)"
                + ".filter(other => Math.hypot(one[0] - other[0], one[1] - other[1]) < 16)).length; })()");
    assertEquals(0, touching, "letters of three strategies at the same place");
    page.locator("#legend button").nth(1).click();
    assertThat(page.locator("#stopping-chart .letters")).hasCount(4);
    assertThat(page.locator("[data-live=stopping] tbody tr")).hasCount(6);
    assertTrue(Files.exists(folder.resolve("figures/stopping.pdf")));
  }

  @Test
  void a_long_rule_leaves_room_for_all_columns() {
    Page page = open(new NewContextOptions().setViewportSize(1280, 900));
    assertEquals(
        true,
        page.evaluate(
            "(() => { const scroll = document.querySelector('[data-live=stopping]');"
                + " scroll.querySelector('td.text').append("
                + "'{type: any, of: [{type: budget, questions: 20}, {type: stable-top, items: 10, answers: 5}, {type: expected-gain, below: 0.01}]}');"
                + " return scroll.scrollWidth <= scroll.clientWidth; })()"));
  }

  @Test
  void the_error_with_everything_known_is_the_yardstick_of_the_seeds_that_there_are() {
    Page page = open(new NewContextOptions());
    assertThat(page.locator("#chart .said")).hasCount(0);
    page.selectOption("#baseline", "");
    assertThat(page.locator("#chart .said")).hasText("all ratings known: 0.8600");
    page.selectOption("#metric", "ndcg@10-rated");
    assertThat(page.locator("#chart .said")).hasCount(0);
  }

  @Test
  void it_says_what_it_is_when_it_was_played_and_what_it_does_not_show() {
    Page page = open(new NewContextOptions());
    assertThat(page.locator(".setting")).hasText("What is asked. Played until 2026-11-29.");
    assertEquals(
        List.of("Not this.", "Nor that."), page.locator(".limits li:visible").allInnerTexts());
  }
}
