package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.strategies.SampleRatings;

/** Pairs that are found by bisection, against a look at all ratings. */
class PairSetTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void it_has_every_pair_once_with_the_last_rating_of_it(long seed) {
    Ratings all = SampleRatings.random(7, 9, 50, seed);
    Ratings twice = all.select(new SplittableRandom(seed).ints(70, 0, 50).toArray());
    PairSet pairs = PairSet.of(twice);
    PairSet turned = pairs.transposed();
    int size = 0;
    for (int user = 0; user < twice.userCount(); user++) {
      int own = user;
      IntStream items = IntStream.range(0, twice.itemCount());
      int[] missing = items.filter(item -> last(twice, own, item).isEmpty()).toArray();
      assertArrayEquals(missing, pairs.missing(user));
      for (int n = 0; n < missing.length; n++) {
        assertEquals(missing[n], pairs.missing(user, n));
      }
      assertThrows(IndexOutOfBoundsException.class, () -> pairs.missing(own, missing.length));
      assertEquals(twice.itemCount() - missing.length, pairs.count(user));
      for (int item = 0; item < twice.itemCount(); item++) {
        assertEquals(last(twice, user, item), pairs.row(user, item));
        assertEquals(last(twice, user, item), turned.row(item, user));
      }
      size += pairs.count(user);
    }
    assertEquals(size, IntStream.range(0, turned.users()).map(turned::count).sum());
  }

  private static OptionalInt last(Ratings ratings, int user, int item) {
    return IntStream.range(0, ratings.size())
        .filter(row -> ratings.user(row) == user && ratings.item(row) == item)
        .max();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void of_two_lists_it_has_the_pairs_of_both(long seed) {
    Ratings all = SampleRatings.random(7, 9, 50, seed);
    Ratings some = all.select(IntStream.range(0, 20).toArray());
    Ratings others = all.select(IntStream.range(20, 50).toArray());
    PairSet pairs = PairSet.of(some, others);
    for (int row = 0; row < all.size(); row++) {
      assertEquals(OptionalInt.of(row), pairs.row(all.user(row), all.item(row)));
    }
    int count = IntStream.range(0, pairs.users()).map(pairs::count).sum();
    assertEquals(all.size(), count);
  }
}
