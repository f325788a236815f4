package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.simulator.SampleRatings.Pair;

class DataSplitTest {
  private final Ratings ratings = SampleRatings.random(20, 30, 400, 1);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void every_rating_is_in_one_part(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double fraction = random.nextDouble(0.01, 0.6);
    int initial = random.nextInt(1, 150);
    DataSplit split = DataSplit.random(ratings, fraction, initial, random);
    assertEquals(Math.round(fraction * 400), split.test().size());
    assertEquals(initial, split.initial().size());
    Map<Pair, Float> union = new HashMap<>();
    int size = 0;
    for (Ratings part : List.of(split.test(), split.initial(), split.pool())) {
      union.putAll(SampleRatings.byPair(part));
      size += part.size();
      assertSame(ratings.userIds(), part.userIds());
      assertSame(ratings.itemIds(), part.itemIds());
    }
    assertEquals(ratings.size(), size);
    assertEquals(SampleRatings.byPair(ratings), union);
  }

  @Test
  void the_same_generator_gives_the_same_split_and_another_one_another() {
    assertEquals(pool(7), pool(7));
    assertNotEquals(pool(7), pool(8));
  }

  private Map<Pair, Float> pool(long seed) {
    return SampleRatings.byPair(
        DataSplit.random(ratings, 0.25, 50, new SplittableRandom(seed)).pool());
  }

  @Test
  void every_rating_is_as_likely_to_be_tested() {
    Ratings few = SampleRatings.random(4, 5, 20, 2);
    RandomGenerator random = new SplittableRandom(3);
    Map<Pair, Integer> counts = new HashMap<>();
    int splits = 20_000;
    for (int n = 0; n < splits; n++) {
      SampleRatings.byPair(DataSplit.random(few, 0.25, 1, random).test())
          .keySet()
          .forEach(pair -> counts.merge(pair, 1, Integer::sum));
    }
    assertEquals(20, counts.size());
    counts
        .values()
        .forEach(count -> assertEquals(0.25 * splits, count, 4 * Math.sqrt(splits * 0.25 * 0.75)));
  }

  @ParameterizedTest
  @CsvSource({
    "0,10,split.test is too small for 400 ratings",
    "0.001,10,split.test is too small for 400 ratings",
    "0.25,0,split.initial must be at least 1",
    "0.25,-3,split.initial must be at least 1",
    "0.25,300,'100 are for the test and 300 are known'",
    "0.25,2147483647,nothing is left to ask for",
    "1,1,nothing is left to ask for"
  })
  void a_split_with_an_empty_part_is_refused(double fraction, int initial, String part) {
    String message =
        assertThrows(
                SimulationException.class,
                () -> DataSplit.random(ratings, fraction, initial, new SplittableRandom(1)))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void a_single_rating_to_ask_for_is_enough() {
    DataSplit split = DataSplit.random(ratings, 0.25, 299, new SplittableRandom(1));
    assertEquals(1, split.pool().size());
  }
}
