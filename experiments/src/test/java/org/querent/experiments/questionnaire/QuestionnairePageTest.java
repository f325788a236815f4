package org.querent.experiments.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.RatingScale;
import org.querent.experiments.ask.ItemLabel;
import org.querent.experiments.questionnaire.Measured.Worth;
import org.querent.experiments.report.page.ReportBrowser;
import org.querent.experiments.statistics.Interval;

/** The page of a questionnaire, in a browser. */
@Tag("browser")
class QuestionnairePageTest {
  private static ReportBrowser browser;

  @TempDir Path folder;

  @BeforeAll
  static void launch() {
    browser = ReportBrowser.start();
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Question question(String id, String title) {
    return new Question(
        new ItemLabel(id, Optional.of(title), Optional.of("Drama|War"), Optional.of("1999")),
        0.25,
        0.975,
        1.04);
  }

  private static Worth worth(double... values) {
    return new Worth(Interval.of(values), Optional.of(Interval.of(0.01, 0.03)));
  }

  private static String page(RatingScale scale) {
    return QuestionnairePage.write(
        "Films & <b>more</b>",
        new Questionnaire(
            List.of(question("1", "One <script>alert(1)</script>"), question("2", "Two")),
            scale,
            "abc"),
        List.of(
            new Measured(
                "the most popular",
                OptionalDouble.of(0.4),
                worth(1, 1.02),
                worth(0.1),
                worth(0.8))));
  }

  private Page open(RatingScale scale, NewContextOptions options) throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), page(scale));
    return browser.open(file, "section", options);
  }

  @Test
  void everybody_can_fill_it_in_without_a_network_in_light_dark_and_on_a_phone() throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page =
          open(
              RatingScale.WHOLE_STARS,
              new NewContextOptions().setColorScheme(scheme).setViewportSize(360, 740));
      assertEquals(List.of(), ReportBrowser.seriousProblems(page));
      assertEquals("Films & <b>more</b>", page.title());
      Locator first = page.locator("fieldset").first();
      assertEquals(6, first.locator("input").count());
      first.getByText("4", new Locator.GetByTextOptions().setExact(true)).click();
      assertTrue(first.locator("input").nth(3).isChecked());
      first.getByText("I don’t know it").click();
      assertFalse(first.locator("input").nth(3).isChecked());
      assertEquals(
          true,
          page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"),
          "wider than the phone");
    }
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void a_long_title_leaves_the_numbers_in_sight() throws Exception {
    String page =
        QuestionnairePage.write(
            "Q",
            new Questionnaire(
                List.of(question("1", "A_title_without_a_space_".repeat(12))),
                RatingScale.WHOLE_STARS,
                "abc"),
            List.of());
    Path file = Files.writeString(folder.resolve("long.html"), page);
    for (int width : List.of(1280, 400)) {
      assertEquals(
          true,
          browser
              .open(file, "section", new NewContextOptions().setViewportSize(width, 800))
              .evaluate(
                  "(() => { const wide = document.querySelector('.wide');"
                      + " return wide.scrollWidth <= wide.clientWidth"
                      + " && document.documentElement.scrollWidth <= window.innerWidth; })()"),
          width + " pixels");
    }
  }

  @Test
  void what_the_answers_are_worth_fits_a_phone_and_says_so_where_it_scrolls() throws Exception {
    List<Measured> rows =
        List.of(
            new Measured(
                "this list", OptionalDouble.of(0.384), worth(0.9312), worth(0.412), worth(0.8)),
            new Measured(
                "the most popular",
                OptionalDouble.of(0.6),
                worth(0.94, 0.95),
                worth(0.3),
                worth(0.7)),
            new Measured(
                "the highest entropy", OptionalDouble.empty(), worth(0.96), worth(0.3), worth(0.7)),
            new Measured(
                "interview, which listens",
                OptionalDouble.of(1),
                worth(0.92),
                worth(0.4),
                worth(0.8)));
    Questionnaire list =
        new Questionnaire(
            List.of(question("1", "One, The (1999)"), question("2", "Two")),
            RatingScale.WHOLE_STARS,
            "abc");
    Path file =
        Files.writeString(
            folder.resolve("worth.html"), QuestionnairePage.write("Ten questions", list, rows));
    for (int width : List.of(1280, 500, 400, 360)) {
      Page page =
          browser.open(file, "section", new NewContextOptions().setViewportSize(width, 800));
      assertEquals(
          true,
          page.evaluate(
              "[...document.querySelectorAll('.wide')].every((it) => it.scrollWidth <= it.clientWidth)"),
          width + " pixels");
      shoot(page, "questionnaire-" + width);
    }
    Page page = browser.open(file, "section", new NewContextOptions().setViewportSize(200, 800));
    assertEquals(
        "local, local, scroll, scroll",
        page.evaluate("getComputedStyle(document.querySelector('.wide')).backgroundAttachment"));
    shoot(page, "questionnaire-200");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertEquals(
        "none", page.evaluate("getComputedStyle(document.querySelector('.wide')).backgroundImage"));
    String shots = System.getProperty("querent.screenshots", "");
    if (!shots.isEmpty()) {
      page.pdf(new Page.PdfOptions().setPath(Path.of(shots, "questionnaire.pdf")).setFormat("A4"));
    }
  }

  private static void shoot(Page page, String name) {
    String shots = System.getProperty("querent.screenshots", "");
    if (!shots.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(shots, name + ".png")).setFullPage(true));
    }
  }

  @Test
  void on_paper_what_it_is_worth_is_on_a_sheet_of_its_own() throws Exception {
    Page page = open(RatingScale.WHOLE_STARS, new NewContextOptions());
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertEquals(
        "page", page.evaluate("getComputedStyle(document.querySelector('section')).breakBefore"));
    assertEquals(
        "avoid", page.evaluate("getComputedStyle(document.querySelector('fieldset')).breakInside"));
  }

  @Test
  void a_scale_of_many_steps_is_written_on_a_line() throws Exception {
    assertTrue(page(new RatingScale(0, 100)).contains("inputmode=\"decimal\"> 0 to 100"));
    assertFalse(page(RatingScale.HALF_STARS).contains("inputmode"));
    assertTrue(page(RatingScale.HALF_STARS).contains(">3.5</label>"));
    Page page = open(new RatingScale(0, 100), new NewContextOptions());
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
  }

  @Test
  void without_measuring_there_is_no_table_of_it() {
    String page =
        QuestionnairePage.write(
            "Q",
            new Questionnaire(List.of(question("1", "One")), RatingScale.WHOLE_STARS, "abc"),
            List.of());
    assertFalse(page.contains("What the answers are worth"));
  }
}
