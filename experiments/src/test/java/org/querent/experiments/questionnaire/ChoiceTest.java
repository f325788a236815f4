package org.querent.experiments.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.Models;
import org.querent.strategies.rehearsal.Rehearsal;

class ChoiceTest {
  private static final Rehearsal.Parameters PARAMETERS = Rehearsal.Parameters.DEFAULTS;
  private static final Ratings RATINGS = Models.ratings(24, 30, 400, 1).withUser("newcomer");

  @TempDir Path files;

  private AskModel model() {
    Path file =
        Models.write(
            files.resolve("m.querent"),
            RATINGS,
            Models.settings(Covariance.FULL),
            Models.strategy("interview"),
            5);
    return AskModel.read(file, Models.ASKED_BY);
  }

  private static Choice choice(int length, Consumer<ChoiceReader> options) {
    ChoiceReader reader = new ChoiceReader(RATINGS.itemIds(), Models.side(RATINGS).items(), length);
    options.accept(reader);
    return reader.choice();
  }

  private List<Question> list(int length, Consumer<ChoiceReader> options) {
    return Questionnaire.of(model(), choice(length, options), PARAMETERS).questions();
  }

  private static List<String> ids(List<Question> questions) {
    return questions.stream().map(question -> question.item().id()).toList();
  }

  private static long count(List<Question> questions, String category) {
    return questions.stream()
        .filter(it -> it.item().category().orElseThrow().contains(category))
        .count();
  }

  @Test
  void a_longer_list_begins_with_the_shorter_one() {
    List<String> eight = ids(list(8, it -> {}));
    assertEquals(eight.subList(0, 3), ids(list(3, it -> {})));
    assertEquals(8, eight.stream().distinct().count());
  }

  @Test
  void what_is_excluded_is_not_asked_about_and_the_next_best_is() throws Exception {
    List<String> before = ids(list(4, it -> {}));
    Path file = Files.writeString(files.resolve("out.txt"), before.get(1) + "\r\n\n  B007 \n");
    List<String> after =
        ids(
            list(
                4,
                it -> {
                  it.exclude("--exclude", before.get(0));
                  it.exclude(file);
                }));
    assertEquals(4, after.size());
    assertTrue(
        after.stream().noneMatch(List.of(before.get(0), before.get(1), "B007")::contains),
        after.toString());
  }

  @Test
  void a_quota_bounds_how_many_of_a_kind_there_are_and_how_few() {
    assertEquals(2, count(list(8, it -> it.quota("category: {Books: 2}")), "Books"));
    assertEquals(6, count(list(8, it -> it.quota("category: {Books: 2}")), "Toys"));
    assertEquals(7, count(list(8, it -> it.quota("category: {Books: 7-}")), "Books"));
    assertEquals(3, count(list(8, it -> it.quota("category: {Games: 3-3}")), "Toys"));
    List<Question> years = list(8, it -> it.quota("year: 1"));
    assertEquals(8, years.stream().map(it -> it.item().year().orElseThrow()).distinct().count());
    List<Question> both =
        list(6, it -> it.quota("category: {Toys: 0}, year: {'1993': 1, '1995': 2-}"));
    assertEquals(0, count(both, "Toys"));
    assertEquals(
        2, both.stream().filter(it -> it.item().year().orElseThrow().equals("1995")).count());
  }

  /** One item at a time the best of either kind comes first, and then the other is missed. */
  @Test
  void an_item_that_is_of_two_kinds_is_found_where_the_best_of_either_is_not() {
    for (int year = 1990; year < 2000; year += 2) {
      String quotas = "year: {'" + year + "': 1-}, category: {Toys: 1-}";
      List<Question> only = list(1, it -> it.quota(quotas));
      assertEquals(String.valueOf(year), only.get(0).item().year().orElseThrow());
      assertEquals(1, count(only, "Toys"));
    }
    List<Question> two =
        list(2, it -> it.quota("year: {'1990': 1-, '1991': 1-}, category: {Books: 1-, Games: 1-}"));
    assertEquals(1, count(two, "Books"));
  }

  @Test
  void without_quotas_that_bind_the_list_is_the_same() {
    assertEquals(ids(list(6, it -> {})), ids(list(6, it -> it.quota("category: {Books: 0-6}"))));
  }

  private static String refused(Consumer<ChoiceReader> options) {
    return assertThrows(ExperimentException.class, () -> choice(5, options)).getMessage();
  }

  @Test
  void what_names_nothing_is_refused_with_the_nearest_name_and_all_at_once() throws Exception {
    Path file = Files.writeString(files.resolve("out.txt"), "B003\nb004\n");
    String message =
        refused(
            it -> {
              it.exclude("--exclude", "b003");
              it.exclude(file);
              it.quota("categry: 2, category: {Book: 1}");
            });
    assertEquals(
        """
        --exclude: the model knows no item "b003"; did you mean "B003"?
        %s:2: the model knows no item "b004"; did you mean "B004"?
        --quota: the items have no column "categry", but title, category, year; did you mean "category"?
        --quota: no item has the category "Book"; did you mean "Books"?\
        """
            .formatted(file),
        message);
  }

  @Test
  void limits_that_mean_nothing_are_refused() {
    String help = "allowed at most so many, as 2, or at least and at most, as 1-3 or 2-";
    assertEquals(
        "--quota: category Books: found \"many\", " + help,
        refused(it -> it.quota("category: {Books: many}")));
    assertEquals(
        "--quota: category Books: found 3-2, which no list of 5 meets; " + help,
        refused(it -> it.quota("category: {Books: 3-2}")));
    assertEquals(
        "--quota: category Books: found 6-, which no list of 5 meets; " + help,
        refused(it -> it.quota("category: {Books: 6-}")));
    assertEquals(
        "--quota: category: found \"\", " + help + " of each value, or a mapping, as {Books: 2}",
        refused(it -> it.quota("category")));
    assertTrue(refused(it -> it.quota("category: {Books: [1]}")).contains(help));
    assertTrue(refused(it -> it.quota("category: {Books: 1")).startsWith("--quota"));
  }

  @Test
  void a_model_without_columns_says_how_to_get_them() {
    ChoiceReader reader =
        new ChoiceReader(
            RATINGS.itemIds(), new SideColumns("item", RATINGS.itemIds(), "none", List.of()), 5);
    reader.quota("genres: 2");
    String message = assertThrows(ExperimentException.class, reader::choice).getMessage();
    assertTrue(message.contains("train it with a table of them, --dataset"), message);
  }

  @Test
  void a_file_that_cannot_be_read_is_named() {
    Path missing = files.resolve("missing.txt");
    assertTrue(refused(it -> it.exclude(missing)).contains(missing.toString()));
  }

  @Test
  void quotas_that_leave_too_few_items_are_refused() {
    AskModel model = model();
    String message =
        assertThrows(
                ExperimentException.class,
                () -> Questionnaire.of(model, choice(8, it -> it.quota("category: 2")), PARAMETERS))
            .getMessage();
    assertEquals(
        "only 4 of 8 items can be on the list: the others are excluded, beyond a quota or known to"
            + " nobody; take fewer --items or loosen --quota",
        message);
    message =
        assertThrows(
                ExperimentException.class,
                () ->
                    Questionnaire.of(
                        model,
                        choice(4, it -> it.quota("category: {Books: 3-, Toys: 2-}")),
                        PARAMETERS))
            .getMessage();
    assertTrue(message.contains("not all quotas can be met at once"), message);
  }
}
