package org.querent.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.form.RatingFiles;

class RatingsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void selected_rows_keep_their_values_in_the_order_asked_for(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    RatingsBuilder builder = new RatingsBuilder();
    RatingFiles.rows(200, random)
        .forEach(row -> builder.add(row.user(), row.item(), row.rating(), row.timestamp()));
    Ratings all = builder.build(RatingScale.HALF_STARS);
    int[] rows = random.ints(60, 0, all.size()).toArray();
    Ratings some = all.select(rows);
    assertEquals(rows.length, some.size());
    for (int n = 0; n < rows.length; n++) {
      assertEquals(all.user(rows[n]), some.user(n));
      assertEquals(all.item(rows[n]), some.item(n));
      assertEquals(all.rating(rows[n]), some.rating(n));
      assertEquals(all.timestamp(rows[n]), some.timestamp(n));
    }
    assertEquals(all.userCount(), some.userCount());
    assertSame(all.itemIds(), some.itemIds());
    assertSame(all.scale(), some.scale());
  }

  /** Whole chunks of floats before the first rating that is none, and after it. */
  @ParameterizedTest(name = "the first rating that is no float is {0}")
  @ValueSource(ints = {0, 5, RatingsBuilder.CHUNK, RatingsBuilder.CHUNK + 7, Integer.MAX_VALUE})
  void ratings_are_kept_to_the_last_bit(int first) {
    int size = 2 * RatingsBuilder.CHUNK + 100;
    double[] values = new double[size];
    RatingsBuilder builder = new RatingsBuilder();
    for (int n = 0; n < size; n++) {
      values[n] = 1000.5 + n % 7 + (n == first || n == first + 3 ? 0.035 : 0);
      builder.add(n, n % 11, values[n], n);
    }
    Ratings all = builder.build(new RatingScale(1000, 1010));
    int[] rows = {size - 1, Math.min(first, 4), 3, RatingsBuilder.CHUNK};
    Ratings some = all.select(rows);
    Ratings slice = all.slice(2, size - 2);
    Ratings sum = some.plus(all).plus(slice);
    for (int n = 0; n < rows.length; n++) {
      assertEquals(values[rows[n]], some.rating(n));
      assertEquals(values[rows[n]], sum.rating(n));
    }
    for (int n = 0; n < size; n++) {
      assertEquals(values[n], all.rating(n));
      assertEquals(values[n], sum.rating(rows.length + n));
    }
    for (int n = 0; n < slice.size(); n++) {
      assertEquals(values[n + 2], slice.rating(n));
      assertEquals(values[n + 2], sum.rating(rows.length + size + n));
    }
  }

  @Test
  void a_scale_clips_to_the_nearest_value_and_cannot_be_empty() {
    RatingScale scale = RatingScale.HALF_STARS;
    assertEquals(0.5, scale.clip(-3));
    assertEquals(5, scale.clip(5.01));
    assertEquals(3.21, scale.clip(3.21));
    assertTrue(scale.contains(0.5) && scale.contains(5) && !scale.contains(Math.nextUp(5.0)));
    assertTrue(!scale.contains(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new RatingScale(2, 2));
    assertThrows(IllegalArgumentException.class, () -> new RatingScale(Float.NaN, 2));
    double most = Double.MAX_VALUE;
    assertThrows(IllegalArgumentException.class, () -> new RatingScale(-most, most));
  }

  @Test
  void ratings_in_memory_are_the_same_by_row_and_by_column() {
    long[] users = {7, 7, -1, 3};
    long[] items = {5, 9, 5, 9};
    double[] values = {0.5, 3, 5, 4};
    Ratings columns = Ratings.of(RatingScale.HALF_STARS, users, items, values);
    List<Rating> list = new ArrayList<>();
    for (int n = 0; n < users.length; n++) {
      list.add(new Rating(users[n], items[n], values[n], 100 + n));
    }
    Ratings rows = Ratings.of(RatingScale.HALF_STARS, list);
    assertEquals(4, rows.size());
    for (int n = 0; n < users.length; n++) {
      assertEquals("" + users[n], rows.userIds().idOf(rows.user(n)));
      assertEquals("" + items[n], columns.itemIds().idOf(columns.item(n)));
      assertEquals(values[n], rows.rating(n));
      assertEquals(values[n], columns.rating(n));
      assertEquals(100 + n, rows.timestamp(n));
    }
    assertEquals(OptionalInt.of(1), rows.userIds().indexOf(-1));
    assertEquals(OptionalInt.empty(), rows.userIds().indexOf(8));
    String[] texts = {"7", "7", "-1", "3"};
    Ratings byTexts =
        Ratings.of(RatingScale.HALF_STARS, texts, new String[] {"5", "é", "5", "é"}, values);
    assertTrue(byTexts.userIds().areNumbers() && !byTexts.itemIds().areNumbers());
    for (int n = 0; n < users.length; n++) {
      assertEquals(columns.user(n), byTexts.user(n));
      assertEquals(columns.item(n), byTexts.item(n));
    }
  }

  @Test
  void ratings_in_memory_are_refused_by_the_first_that_is_wrong() {
    RatingScale scale = RatingScale.WHOLE_STARS;
    assertRefused(
        "user 7 rates item 5 with 0.5, allowed are 1.0 to 5.0",
        () -> Ratings.of(scale, List.of(new Rating(7, 5, 0.5))));
    assertRefused(
        "user 7 rates item 5 with NaN, allowed are 1.0 to 5.0",
        () -> Ratings.of(scale, List.of(new Rating(7, 5, Double.NaN))));
    assertRefused(
        "user 7 rates item 5 a second time; keep one of the ratings",
        () -> Ratings.of(scale, List.of(new Rating(7, 5, 1), new Rating(7, 5, 1))));
    assertRefused(
        "an id must not be empty", () -> Ratings.of(scale, List.of(new Rating("", "5", 1))));
    assertRefused(
        "1 users, 1 items, 2 ratings",
        () -> Ratings.of(scale, new long[1], new long[1], new double[] {1, 2}));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
