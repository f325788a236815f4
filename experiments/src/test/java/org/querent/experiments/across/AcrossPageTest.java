package org.querent.experiments.across;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.report.page.ReportBrowser;
import org.querent.experiments.statistics.Measure;

/** The page of several experiments in a browser. */
@Tag("browser")
class AcrossPageTest {
  private static final String HOSTILE = "<script>alert(1)</script>&\"'";

  @RegisterExtension static final ReportBrowser browser = new ReportBrowser();
  @TempDir static Path plain;
  @TempDir static Path hostile;

  @BeforeAll
  static void write_and_start() {
    new AcrossWriter()
        .write(plain, AcrossWriterTest.three("", "random", "max-variance"), Measure.AULC);
    new AcrossWriter()
        .write(hostile, AcrossWriterTest.three(HOSTILE, "random", HOSTILE), Measure.AULC);
  }

  private static Page open(Path folder, NewContextOptions options) {
    return browser.open(folder.resolve("report.html"), ".multiple:last-child svg", options);
  }

  private static Page open() {
    return open(plain, new NewContextOptions());
  }

  @AfterEach
  void nothing_was_asked_for_and_nothing_complained() {
    assertEquals(1, browser.requests().stream().distinct().count(), "the page itself only");
    assertEquals(List.of(), browser.complaints());
    browser.closePages();
  }

  private static Locator lines(Page page, String color) {
    return page.locator(".multiple .curve[stroke='" + color + "']");
  }

  @Test
  void a_strategy_is_hidden_in_all_figures_and_shown_again() {
    Page page = open();
    Locator button = page.locator("#legend button").nth(1);
    String color = button.locator("path").getAttribute("stroke");
    int before = lines(page, color).count();
    assertEquals(3, before, "one in each figure");
    button.click();
    assertEquals("false", button.getAttribute("aria-pressed"));
    assertEquals(0, lines(page, color).count());
    button.press("Enter");
    assertEquals(before, lines(page, color).count());
  }

  @Test
  void every_figure_tells_what_is_pointed_at() {
    Page page = open();
    for (Locator figure : page.locator(".multiple .chart").all()) {
      figure.hover();
      List<String> told = figure.locator(".tip th").allInnerTexts();
      assertTrue(told.containsAll(List.of("random", "max-variance")), told.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1440})
  void the_page_fits_a_screen(int width) {
    Page page = open(plain, new NewContextOptions().setViewportSize(width, 900));
    assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nobody_is_kept_from_using_the_page(ColorScheme scheme) {
    Page page = open(plain, new NewContextOptions().setColorScheme(scheme).setBypassCSP(true));
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
  }

  @Test
  void hostile_names_are_shown_and_run_nothing() {
    Page page = open(hostile, new NewContextOptions());
    assertEquals(HOSTILE, page.locator("#legend button").nth(1).innerText().strip());
  }
}
