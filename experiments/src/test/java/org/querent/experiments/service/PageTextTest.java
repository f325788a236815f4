package org.querent.experiments.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.report.page.ReportBrowser;

/** What stands on the page that asks, whatever items are called, in a browser. */
@Tag("browser")
class PageTextTest extends TestedPage {
  private static final String HEBREW = "\u05e1\u05e8\u05d8 ";

  @BeforeEach
  void visit() {
    Path model = TestedService.model(folder, 30, 400);
    visit(model, Optional.empty());
  }

  /** Puts another text in the place of what each title begins with, from the next answer on. */
  private void call(String title) {
    page.route(
        "**/sessions/**",
        route -> {
          APIResponse reply = route.fetch();
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(reply)
                  .setBody(reply.text().replaceAll("\"Thing B0*", "\"" + title)));
        });
    page.click("#stars input[value='4']");
    TestedPage.answered(page, 1);
  }

  @Test
  void numbers_stand_behind_titles_that_run_from_right_to_left() {
    call(HEBREW);
    assertThat(page.locator("#name")).containsText(HEBREW);
    // Where the title is not isolated, what follows it runs from right to left with it.
    String isBehind =
        """
        () => {
          const box = (node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return range.getBoundingClientRect();
          };
          const name = document.querySelector("#answers span bdi");
          return box(name.nextSibling).left >= box(name).right - 1
            && [...document.querySelectorAll("#best li")].every((row) =>
              box(row.querySelector(".range")).left >= box(row.querySelector("bdi")).right - 1);
        }
        """;
    assertEquals(true, page.evaluate(isBehind));
    assertEquals(5, page.locator("#best li strong bdi").count());
    assertEquals(1, page.locator("#name bdi").count());
    TestedPage.shoot(page, "right-to-left");
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 400, 320})
  void long_titles_without_blanks_break_and_leave_buttons_whole(int width) {
    page.setViewportSize(width, 900);
    call("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamten".repeat(2));
    assertEquals(true, page.evaluate(TestedPage.FITS));
    String isWhole =
        """
        () => [...document.querySelectorAll("button")].filter((it) => it.checkVisibility()).every((it) => {
          const text = document.createRange();
          text.selectNodeContents(it);
          const box = it.getBoundingClientRect();
          return text.getClientRects().length === 1 && box.right <= window.innerWidth
            && text.getBoundingClientRect().right <= box.right;
        })
        """;
    assertEquals(true, page.evaluate(isWhole));
    TestedPage.shoot(page, "long-titles-" + width);
  }

  @Test
  void it_says_what_the_numbers_mean_and_how_much_was_learnt() {
    assertEquals("0 % less uncertain", page.textContent("#percent"));
    assertEquals(0.0, learnt());
    assertThat(page.locator("#meaning")).containsText("9 times out of 10");
    assertThat(page.locator("#meaning")).containsText("0.5 and 5");
    page.click("#stars input[value='4']");
    TestedPage.answered(page, 1);
    assertTrue(learnt() > 0 && learnt() < 1, "learnt " + learnt());
    assertEquals(Math.round(100 * learnt()) + " % less uncertain", page.textContent("#percent"));
  }

  private double learnt() {
    return ((Number) page.evaluate("document.getElementById('learnt').value")).doubleValue();
  }

  @Test
  void a_star_chosen_by_key_is_answered_by_enter_and_that_is_said() {
    assertThat(page.locator("#hint")).hasText("");
    page.focus("#stars input");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#hint")).hasText("1 of 5: press Enter or Answer.");
    page.keyboard().press("Enter");
    TestedPage.answered(page, 1);
    assertThat(page.locator("#hint")).hasText("");
    assertTrue(page.textContent("#answers li span").endsWith(": 1"));
  }

  /** As software does that clicks for people who have neither mouse nor keys. */
  @Test
  void a_star_that_is_clicked_by_a_program_is_answered_by_a_button() {
    assertThat(page.locator("#answer")).isHidden();
    page.evaluate("document.querySelector(\"#stars input[value='3']\").click()");
    assertThat(page.locator("#answer")).isEnabled();
    assertThat(page.locator("#progress")).hasText("0 questions answered");
    assertThat(page.locator("#hint")).hasText("3 of 5: press Enter or Answer.");
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    TestedPage.shoot(page, "chosen-star");
    page.evaluate("document.getElementById('answer').click()");
    TestedPage.answered(page, 1);
    assertTrue(page.textContent("#answers li span").endsWith(": 3"));
    assertThat(page.locator("#answer")).isHidden();
    page.evaluate("document.querySelector('#answers button').click()");
    page.evaluate("document.querySelector(\"#stars input[value='3']\").parentElement.click()");
    assertThat(page.locator("#answer")).isEnabled();
    page.click("#stars input[value='4']");
    TestedPage.answered(page, 1);
    assertThat(page.locator("#answers li span").first()).containsText(": 4");
  }

  @Test
  void without_a_connection_it_says_so_keeps_what_was_said_and_tries_again() {
    page.click("#stars input[value='4']");
    TestedPage.answered(page, 1);
    page.route("**/sessions/**", Route::abort);
    page.click("#stars input[value='2']");
    assertThat(page.locator("#error"))
        .containsText("no connection; your answers so far are kept, try again");
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    TestedPage.shoot(page, "no-connection");
    assertTrue(page.textContent("#progress").startsWith("1 "));
    page.unroute("**/sessions/**");
    page.route(
        "**/answers",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(502).setBody("<html>")));
    page.click("#again");
    assertThat(page.locator("#again")).isEnabled();
    assertThat(page.locator("#error")).containsText("no connection");
    page.unroute("**/answers");
    page.click("#again");
    TestedPage.answered(page, 2);
    assertThat(page.locator("#error")).isHidden();
    assertTrue(page.locator("#answers li span").last().textContent().endsWith(": 2"));
    // The browser itself says in its console what did not load.
    assertTrue(browser.complaints().stream().allMatch(it -> it.contains("Failed to load")));
  }

  @Test
  void where_nothing_is_left_to_ask_it_says_so() {
    page.route(
        "**/questions?n=1",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"answers\": 1, \"enough\": false, \"questions\": []}")));
    page.click("#unknown");
    assertThat(page.locator("#enough")).isVisible();
    assertThat(page.locator("#enough-title")).hasText("There is nothing left to ask, thank you");
    assertThat(page.locator("#more")).isHidden();
    assertThat(page.locator("#last")).isEnabled();
  }

  @Test
  void pictures_of_it() {
    page.click("#stars input[value='4']");
    TestedPage.answered(page, 1);
    for (int width : new int[] {1280, 400}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.click("#delete");
        assertEquals(List.of(), ReportBrowser.seriousProblems(page));
        TestedPage.shoot(page, "sure-" + width + "-" + scheme);
        page.keyboard().press("Escape");
        assertEquals(List.of(), ReportBrowser.seriousProblems(page));
        TestedPage.shoot(page, "stars-" + width + "-" + scheme);
      }
    }
  }
}
