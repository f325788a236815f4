package org.querent.simulator.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatingTenthsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void those_with_more_ratings_are_in_higher_groups_each_of_a_tenth_of_the_ratings(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int count = random.nextInt(50, 400);
    int[] owners = random.ints(20_000, 0, count).map(n -> n * n / count).toArray();
    int[] sizes = new int[count];
    for (int owner : owners) {
      sizes[owner]++;
    }
    int[] tenths = RatingTenths.of(count, owners.length, n -> owners[n]);
    int[] ratings = new int[RatingTenths.TENTHS];
    int largest = 0;
    for (int n = 0; n < count; n++) {
      ratings[tenths[n]] += sizes[n];
      largest = Math.max(largest, sizes[n]);
      for (int m = 0; m < count; m++) {
        assertTrue(sizes[n] <= sizes[m] || tenths[n] >= tenths[m]);
      }
    }
    for (int sum : ratings) {
      assertEquals(owners.length / 10.0, sum, largest);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void few_are_spread_as_far_as_they_go(int count) {
    int[] tenths = RatingTenths.of(count, count, n -> n);
    assertEquals(count, Arrays.stream(tenths).distinct().count());
    if (count == 10) {
      assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, tenths);
    }
  }
}
