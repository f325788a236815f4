package org.querent.experiments.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Rating;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ask.Models;
import org.querent.experiments.report.page.ReportBrowser;

/** The page that asks on a scale of more steps than there are stars for, in a browser. */
@Tag("browser")
class SliderPageTest extends TestedPage {
  private static final RatingScale RANGE = new RatingScale(1, 10);

  private void visit(double step) {
    Ratings known = Models.ratings(24, 30, 400, 1);
    List<Rating> rows =
        IntStream.range(0, known.size())
            .mapToObj(
                row ->
                    new Rating(
                        known.userIds().idOf(known.user(row)),
                        known.itemIds().idOf(known.item(row)),
                        Math.min(10, 2 * known.rating(row) + row % 2 * step),
                        row))
            .toList();
    Path model =
        Models.write(
            folder.resolve("m.querent"),
            Ratings.of(RANGE, rows).withUser("newcomer"),
            Models.settings(Covariance.FULL),
            Models.strategy("interview"),
            5);
    visit(model, Optional.empty());
  }

  /** Where the value lies on the slider, with room for half of the thumb on either side. */
  private double across(double value) {
    BoundingBox box = page.locator("#stars input").boundingBox();
    return box.x + 8 + (box.width - 16) * (value - RANGE.min()) / (RANGE.max() - RANGE.min());
  }

  private double middle() {
    BoundingBox box = page.locator("#stars input").boundingBox();
    return box.y + box.height / 2;
  }

  private String last() {
    return page.locator("#answers li span").last().textContent();
  }

  @Test
  void the_mouse_chooses_a_value_that_is_shown_and_a_button_answers() {
    visit(0.5);
    assertThat(page.locator("#value")).hasText("not chosen yet");
    assertEquals(List.of("1", "10"), page.locator("#ends span").allTextContents());
    assertThat(page.locator("#answer")).isDisabled();
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    String first = page.textContent("#name");
    page.mouse().click(across(7.5), middle());
    assertThat(page.locator("#value")).hasText("7.5");
    page.mouse().move(across(7.5), middle());
    page.mouse().down();
    page.mouse().move(across(3), middle());
    assertThat(page.locator("#value")).hasText("3");
    page.mouse().move(across(8.5), middle());
    page.mouse().up();
    assertThat(page.locator("#value")).hasText("8.5");
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    page.click("#answer");
    TestedPage.answered(page, 1);
    assertEquals(first + ": 8.5", last());
    assertThat(page.locator("#value")).hasText("not chosen yet");
    assertThat(page.locator("#answer")).isDisabled();
    page.click("#back");
    assertThat(page.locator("#value")).hasText("8.5");
    assertThat(page.locator("#answer")).isEnabled();
  }

  @Test
  void a_click_in_the_middle_chooses_the_middle() {
    visit(0.5);
    page.mouse().click(across(5.5), middle());
    assertThat(page.locator("#value")).hasText("5.5");
    page.click("#answer");
    TestedPage.answered(page, 1);
    assertTrue(last().endsWith(": 5.5"), last());
  }

  @Test
  void keys_answer_only_once_they_have_moved_it() {
    visit(0.5);
    page.focus("#stars input");
    page.keyboard().press("Enter");
    page.keyboard().press(" ");
    assertThat(page.locator("#value")).hasText("not chosen yet");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#value")).hasText("6");
    assertEquals("6", page.getAttribute("#stars input", "aria-valuetext"));
    page.keyboard().press("Enter");
    TestedPage.answered(page, 1);
    assertTrue(last().endsWith(": 6"), last());
  }

  @Test
  void what_is_sent_of_a_scale_without_steps_is_what_is_shown() {
    visit(0.321);
    page.mouse().click(across(7.77), middle());
    String shown = page.textContent("#value");
    assertTrue(shown.matches("7\\.[78]\\d?"), shown);
    page.click("#answer");
    TestedPage.answered(page, 1);
    assertTrue(last().endsWith(": " + shown), last() + " for " + shown);
  }

  @Test
  void it_fits_on_a_phone() {
    visit(0.5);
    page.mouse().click(across(4), middle());
    for (int width : new int[] {1280, 400, 320}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        TestedPage.shoot(page, "slider-" + width + "-" + scheme);
        assertEquals(List.of(), ReportBrowser.seriousProblems(page));
      }
      assertEquals(true, page.evaluate(TestedPage.FITS), "width " + width);
      assertTrue(page.locator("#stars input").boundingBox().width > 200, "width " + width);
    }
  }
}
