package org.querent.core.data.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Preparation;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;

class PreparationSettingsTest {
  private static final RatingScale SCALE = RatingScale.HALF_STARS;

  private record Row(long user, long item, double rating, long time) {}

  /** Rows of few users and items, so that many pairs are there more than once. */
  private static List<Row> rows(int count, int users, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      // Some items are rarely rated.
      int item = (int) (30 * Math.pow(random.nextDouble(), 3));
      rows.add(new Row(1000 - random.nextInt(users), item, random.nextInt(1, 11) / 2.0, n));
    }
    return rows;
  }

  private static List<Row> distinct(List<Row> rows) {
    Map<List<Long>, Row> pairs = new LinkedHashMap<>();
    rows.forEach(row -> pairs.putIfAbsent(List.of(row.user(), row.item()), row));
    return List.copyOf(pairs.values());
  }

  private static Ratings ratings(List<Row> rows) {
    RatingsBuilder builder = new RatingsBuilder();
    rows.forEach(row -> builder.add(row.user(), row.item(), row.rating(), row.time()));
    return builder.build(SCALE);
  }

  /** The rows, and how users and items are numbered. */
  private static List<String> content(Ratings ratings) {
    return IntStream.range(0, ratings.size())
        .mapToObj(
            row ->
                ratings.user(row)
                    + "="
                    + ratings.userIds().idOf(ratings.user(row))
                    + " "
                    + ratings.item(row)
                    + "="
                    + ratings.itemIds().idOf(ratings.item(row))
                    + " "
                    + ratings.rating(row)
                    + " "
                    + ratings.timestamp(row))
        .toList();
  }

  private static PreparationSettings duplicates(Duplicates how) {
    return new PreparationSettings(how, Sample.ALL, Filter.NONE);
  }

  private static PreparationSettings filter(int user, int item, int core) {
    return new PreparationSettings(Duplicates.REFUSE, Sample.ALL, new Filter(user, item, core));
  }

  private static PreparationSettings sample(int users, long seed) {
    return new PreparationSettings(Duplicates.REFUSE, new Sample(users, seed), Filter.NONE);
  }

  private static Row merged(List<Row> same, Duplicates how) {
    Row first = same.get(0);
    Row last = same.get(same.size() - 1);
    return switch (how) {
      case FIRST -> first;
      case LAST -> last;
      default ->
          new Row(
              first.user(),
              first.item(),
              same.stream().mapToDouble(Row::rating).sum() / same.size(),
              last.time());
    };
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSE")
  void of_each_pair_one_rating_is_left_as_if_the_file_had_no_other(Duplicates how) {
    List<Row> rows = rows(400, 12, 1);
    Map<List<Long>, List<Row>> pairs =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.user(), row.item()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Row> expected =
        new ArrayList<>(pairs.values().stream().map(it -> merged(it, how)).toList());
    if (how == Duplicates.LAST) {
      expected.sort((one, other) -> Long.compare(one.time(), other.time()));
    }
    PreparationSettings.Prepared prepared = duplicates(how).prepare(ratings(rows), "r.csv");
    assertEquals(content(ratings(expected)), content(prepared.ratings()));
    assertEquals(
        List.of(
            new Preparation.Step(
                "duplicates: " + how.name().toLowerCase(java.util.Locale.ROOT),
                rows.size() - pairs.size())),
        prepared.preparation().steps());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_a_filter_leaves_holds_to_it_and_nothing_more_could_be_left(long seed) {
    List<Row> rows = distinct(rows(500, 60, seed));
    PreparationSettings.Prepared prepared = filter(7, 3, 2).prepare(ratings(rows), "r.csv");
    // One row after the other, in any order, is taken away for as long as one is due to.
    List<Row> left = new ArrayList<>(rows);
    while (left.removeIf(
        row ->
            left.stream().filter(other -> other.user() == row.user()).count() < 7
                || left.stream().filter(other -> other.item() == row.item()).count() < 3)) {
      assertTrue(left.size() > 0);
    }
    assertEquals(content(ratings(left)), content(prepared.ratings()));
    assertEquals(
        "; %d ratings taken away by filter: {min-user-ratings: 7, min-item-ratings: 3, k-core: 2}"
            .formatted(rows.size() - left.size()),
        prepared.preparation().told());
  }

  @Test
  void a_core_is_a_filter_of_users_and_items_alike() {
    Ratings ratings = ratings(distinct(rows(500, 40, 5)));
    assertEquals(
        content(filter(4, 4, 1).prepare(ratings, "").ratings()),
        content(filter(1, 2, 4).prepare(ratings, "").ratings()));
  }

  @Test
  void those_who_are_drawn_keep_all_of_their_ratings() {
    List<Row> rows = distinct(rows(500, 40, 6));
    Ratings ratings = ratings(rows);
    Ratings drawn = sample(7, 3).prepare(ratings, "").ratings();
    assertEquals(7, drawn.userCount());
    TreeSet<Long> users = new TreeSet<>();
    IntStream.range(0, 7).forEach(user -> users.add(Long.parseLong(drawn.userIds().idOf(user))));
    List<Row> own = rows.stream().filter(row -> users.contains(row.user())).toList();
    assertEquals(content(ratings(own)), content(drawn));
    assertEquals(content(drawn), content(sample(7, 3).prepare(ratings, "").ratings()));
    assertNotEquals(content(drawn), content(sample(7, 4).prepare(ratings, "").ratings()));
  }

  @Test
  void what_takes_nothing_away_leaves_the_ratings_as_they_are() {
    Ratings ratings = ratings(distinct(rows(300, 12, 7)));
    for (PreparationSettings settings :
        Arrays.asList(
            PreparationSettings.NONE,
            duplicates(Duplicates.LAST),
            filter(1, 1, 1),
            sample(12, 1),
            sample(99, 1))) {
      PreparationSettings.Prepared prepared = settings.prepare(ratings, "");
      assertSame(ratings, prepared.ratings(), settings::toString);
      assertEquals("", prepared.preparation().told());
    }
  }

  @Test
  void steps_come_one_after_the_other_and_what_each_took_adds_up() {
    Ratings ratings = ratings(rows(900, 50, 8));
    PreparationSettings all =
        new PreparationSettings(Duplicates.MEAN, new Sample(30, 2), new Filter(1, 1, 4));
    PreparationSettings.Prepared prepared = all.prepare(ratings, "");
    Ratings byHand = duplicates(Duplicates.MEAN).prepare(ratings, "").ratings();
    byHand = sample(30, 2).prepare(byHand, "").ratings();
    byHand = filter(1, 1, 4).prepare(byHand, "").ratings();
    assertEquals(content(byHand).size(), prepared.ratings().size());
    assertEquals(3, prepared.preparation().steps().size());
    assertEquals(
        ratings.size() - prepared.ratings().size(),
        prepared.preparation().steps().stream().mapToInt(Preparation.Step::rows).sum());
  }

  @Test
  void a_filter_that_leaves_nothing_is_refused_with_what_to_do() {
    Ratings ratings = ratings(distinct(rows(300, 12, 9)));
    DatasetException e =
        assertThrows(DatasetException.class, () -> filter(1, 1, 99).prepare(ratings, "r.csv"));
    assertEquals(
        "r.csv: filter: {k-core: 99} leaves none of %d ratings; lower it".formatted(ratings.size()),
        e.getMessage());
  }
}
