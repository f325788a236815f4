package org.querent.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void a_scale_clips_to_the_nearest_value_and_cannot_be_empty() {
    RatingScale scale = RatingScale.HALF_STARS;
    assertEquals(0.5, scale.clip(-3));
    assertEquals(5, scale.clip(5.01));
    assertEquals(3.21, scale.clip(3.21));
    assertTrue(scale.contains(0.5f) && scale.contains(5) && !scale.contains(Math.nextUp(5f)));
    assertTrue(!scale.contains(Float.NaN));
    assertThrows(IllegalArgumentException.class, () -> new RatingScale(2, 2));
    assertThrows(IllegalArgumentException.class, () -> new RatingScale(Float.NaN, 2));
  }
}
