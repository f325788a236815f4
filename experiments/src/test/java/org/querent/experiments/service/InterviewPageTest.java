package org.querent.experiments.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.querent.experiments.report.page.ReportBrowser;
import org.querent.simulator.stopping.Budget;
import org.querent.simulator.stopping.ConfiguredStopping;

/** The page that asks, in a browser. */
@Tag("browser")
class InterviewPageTest extends TestedPage {
  private static final int ENOUGH = 4;

  @BeforeEach
  void visit() {
    visit(
        TestedService.model(folder, 30, 400),
        Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(ENOUGH))));
  }

  private void answered(int count) {
    TestedPage.answered(page, count);
  }

  private String asked() {
    return page.textContent("#name");
  }

  private String best() {
    return page.textContent("#best");
  }

  private List<String> answers() {
    return page.locator("#answers li span").allTextContents();
  }

  @Test
  void it_asks_by_mouse_and_by_keyboard_and_recommends_anew_after_each_answer() {
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    String first = asked();
    assertTrue(first.startsWith("Thing B00"), first);
    String before = best();
    page.click("#stars input[value='4.5']");
    answered(1);
    assertNotEquals(first, asked());
    assertNotEquals(before, best());
    assertTrue(best().contains("4.5 for " + first + " (+"), best());
    assertEquals("name", page.evaluate("document.activeElement.id"));
    String second = asked();
    // From the card to the stars, to the third of them, and there it is.
    page.keyboard().press("Tab");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertEquals(first, page.locator("#answers li span").first().textContent().split(":")[0]);
    page.keyboard().press("Enter");
    answered(2);
    assertTrue(answers().get(1).startsWith(second + ": "), answers().toString());
    assertFalse(answers().get(1).endsWith("not known"), answers().toString());
    String third = asked();
    page.click("#unknown");
    answered(3);
    assertEquals(third + ": not known", answers().get(2));
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
  }

  @Test
  void answers_are_changed_kept_when_it_is_loaded_again_saved_and_deleted() throws Exception {
    String first = asked();
    page.click("#stars input[value='2']");
    answered(1);
    page.click("#back");
    assertEquals(first, asked());
    page.click("#stars input[value='5']");
    page.waitForFunction(
        "said => document.querySelector('#answers li span').textContent === said", first + ": 5");
    String next = asked();
    page.reload();
    answered(1);
    assertEquals(List.of(first + ": 5"), answers());
    assertEquals(next, asked());
    Download saved = page.waitForDownload(() -> page.click("#save"));
    List<String> lines = Files.readAllLines(saved.path());
    assertEquals("user,item,rating,timestamp", lines.get(0));
    String id = first.substring("Thing ".length());
    assertTrue(
        lines.get(1).matches("\"visitor-[0-9a-f]{32}\",\"" + id + "\",5,[0-9]+"), lines.get(1));
    String kept = answers().toString();
    page.click("#delete");
    assertThat(page.locator("#keep")).isFocused();
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    page.click("#keep");
    page.click("#delete");
    page.keyboard().press("Escape");
    assertThat(page.locator("#sure")).isHidden();
    page.reload();
    answered(1);
    assertEquals(kept, answers().toString());
    page.click("#delete");
    page.click("#really");
    assertThat(page.locator("#deleted-title")).isFocused();
    assertThat(page.locator("#deleted")).containsText("Your answers are deleted");
    assertThat(page.locator("#card")).isHidden();
    assertThat(page.locator("#given")).isHidden();
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    page.click("#anew");
    answered(0);
    assertThat(page.locator("#deleted")).isHidden();
    assertEquals(List.of(), answers());
  }

  private void delete() {
    page.click("#delete");
    page.click("#really");
    page.click("#anew");
    answered(0);
  }

  @Test
  void answers_that_cannot_be_read_can_be_deleted() throws Exception {
    page.click("#unknown");
    answered(1);
    try (Stream<Path> files = Files.list(folder.resolve("answers"))) {
      Path log = files.filter(it -> it.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      Files.writeString(log, "damaged\nand more\n");
    }
    page.reload();
    assertThat(page.locator("#error")).containsText("cannot be read");
    assertThat(page.locator("#save")).isHidden();
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    delete();
    assertThat(page.locator("#error")).isHidden();
    page.click("#unknown");
    answered(1);
    assertThat(page.locator("#save")).isVisible();
    // The browser itself says in its console that a request was refused.
    assertTrue(browser.complaints().stream().allMatch(it -> it.contains("409")));
    assertTrue(err.toString().contains("is damaged after line 0"), err.toString());
    err.getBuffer().setLength(0);
  }

  @Test
  void it_ends_when_enough_was_asked_and_goes_on_if_told_so() {
    for (int n = 1; n <= ENOUGH; n++) {
      page.click("#unknown");
      answered(n);
    }
    assertThat(page.locator("#enough")).isVisible();
    assertThat(page.locator("#card")).isHidden();
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    String last = answers().get(ENOUGH - 1);
    page.click("#last");
    assertThat(page.locator("#enough")).isHidden();
    assertThat(page.locator("#number")).hasText("Question " + ENOUGH);
    assertTrue(last.startsWith(asked()), last);
    page.click("#stars input[value='3']");
    assertThat(page.locator("#enough")).isVisible();
    assertTrue(answers().get(ENOUGH - 1).endsWith(": 3"), answers().toString());
    page.click("#more");
    page.waitForSelector("#card:visible");
    page.click("#unknown");
    answered(ENOUGH + 1);
    assertThat(page.locator("#card")).isVisible();
    page.reload();
    answered(ENOUGH + 1);
    assertThat(page.locator("#card")).isVisible();
    delete();
    for (int n = 1; n <= ENOUGH; n++) {
      page.click("#unknown");
      answered(n);
    }
    assertThat(page.locator("#enough")).isVisible();
  }

  @Test
  void an_address_without_its_token_is_told_of_and_nothing_else_is_shown() {
    Page other = browser.visit(service.url() + "/#0123");
    other.setDefaultTimeout(TestedPage.PATIENCE_MILLIS);
    assertThat(other.locator("#error")).containsText("open the whole address");
    assertThat(other.locator("#liked")).isHidden();
    assertThat(other.locator("#given")).isHidden();
    assertThat(other.locator("#card")).isHidden();
    assertEquals(List.of(), ReportBrowser.seriousProblems(other));
    // The browser itself says in its console that a request was refused.
    assertTrue(browser.complaints().stream().allMatch(it -> it.contains("401")));
  }

  @Test
  void a_star_of_the_next_card_is_full_only_when_the_mouse_points_at_it() {
    page.click("#stars input[value='3']");
    answered(1);
    String full =
        "() => [...document.querySelectorAll('#stars label')]"
            + ".filter(it => getComputedStyle(it, '::before').content === '\"\u2605\"').length";
    assertEquals(0, page.evaluate(full));
    page.hover("#stars input[value='4']");
    page.mouse().move(0, 0);
    page.hover("#stars input[value='2']");
    assertEquals(1, page.evaluate(full));
  }

  @Test
  void it_fits_on_a_phone_in_the_dark() {
    page.setViewportSize(360, 640);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.click("#stars input[value='0.5']");
    answered(1);
    String fits = "document.documentElement.scrollWidth <= window.innerWidth";
    // The percents stand beside the bar, and an interval on one line.
    String isWhole =
        """
        () => {
          const middle = (id) => {
            const box = document.getElementById(id).getBoundingClientRect();
            return (box.top + box.bottom) / 2;
          };
          return Math.abs(middle("learnt") - middle("percent")) < 2
            && [...document.querySelectorAll("#best .range, #answers button, #percent")]
              .every((it) => {
                const text = document.createRange();
                text.selectNodeContents(it);
                return text.getClientRects().length === 1;
              });
        }
        """;
    for (int width : new int[] {1280, 400, 360, 320}) {
      page.setViewportSize(width, 640);
      assertEquals(true, page.evaluate(fits), "width " + width);
      assertEquals(true, page.evaluate(isWhole), "width " + width);
    }
    page.setViewportSize(360, 640);
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    String shots = System.getProperty("querent.screenshots", "");
    if (!shots.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(shots, "phone.png")).setFullPage(true));
      page.setViewportSize(1000, 900);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(shots, "light.png")));
    }
  }
}
