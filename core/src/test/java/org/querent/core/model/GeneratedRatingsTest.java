package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The benchmarks' ratings have the shape that MovieLens 1M is published with. */
class GeneratedRatingsTest {
  private static final GeneratedRatings RATINGS = new GeneratedRatings();

  @Test
  void no_pair_is_rated_twice() {
    BitSet rated = new BitSet();
    for (int n = 0; n < GeneratedRatings.SIZE; n++) {
      int pair = GeneratedRatings.pair(RATINGS.users[n], RATINGS.items[n]);
      assertFalse(rated.get(pair), "rating " + n);
      rated.set(pair);
    }
  }

  @Test
  void users_are_as_busy_as_those_of_movielens() {
    int[] degrees = RATINGS.graph().users().degrees.clone();
    assertShape(degrees, 20, 44, 96, 208, 2314);
    assertEquals(165.6, Arrays.stream(degrees).average().orElseThrow(), 0.05);
  }

  @Test
  void items_are_as_popular_as_those_of_movielens() {
    int[] degrees = RATINGS.graph().items().degrees.clone();
    assertShape(degrees, 1, 33, 123.5, 350, 3428);
    assertEquals(269.9, Arrays.stream(degrees).average().orElseThrow(), 0.05);
  }

  private static void assertShape(int[] degrees, double... quartiles) {
    Arrays.sort(degrees);
    for (int quarter = 0; quarter <= 4; quarter++) {
      double at = quarter / 4.0 * (degrees.length - 1);
      double found = 0.5 * (degrees[(int) Math.floor(at)] + degrees[(int) Math.ceil(at)]);
      assertEquals(quartiles[quarter], found, 0.01 * quartiles[quarter], "quartile " + quarter);
    }
  }

  @Test
  void every_number_of_stars_is_given() {
    int[] counts = new int[6];
    for (float stars : RATINGS.stars) {
      assertEquals(Math.rint(stars), stars);
      counts[(int) stars]++;
    }
    assertEquals(0, counts[0]);
    assertTrue(IntStream.rangeClosed(1, 5).allMatch(stars -> counts[stars] > 20_000));
  }

  @Test
  void the_same_ratings_are_generated_again() {
    GeneratedRatings again = new GeneratedRatings();
    assertArrayEquals(RATINGS.users, again.users);
    assertArrayEquals(RATINGS.items, again.items);
    assertArrayEquals(RATINGS.stars, again.stars, 0.0f);
  }
}
