package org.querent.strategies.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.SampleRatings;

class CandidatePoolTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void it_holds_open_what_was_not_closed_and_knows_its_rows(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Ratings heldBack = SampleRatings.random(10, 10, 80, seed);
    CandidatePool pool = CandidatePool.of(heldBack);
    Set<Integer> left = new HashSet<>();
    List<Integer> closed = new ArrayList<>();
    for (int row = 0; row < heldBack.size(); row++) {
      left.add(row);
    }
    while (true) {
      assertEquals(left, openRows(pool, heldBack));
      for (int n = 0; n < closed.size(); n++) {
        assertEquals(closed.get(n), pool.closed(n));
        assertFalse(pool.isOpen(closed.get(n)));
      }
      assertThrows(IndexOutOfBoundsException.class, () -> pool.open(pool.size()));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.closed(closed.size()));
      if (left.isEmpty()) {
        break;
      }
      int candidate = pool.open(random.nextInt(pool.size()));
      left.remove(pool.row(candidate));
      closed.add(candidate);
      pool.close(candidate);
      assertThrows(IllegalArgumentException.class, () -> pool.close(candidate));
    }
  }

  private static Set<Integer> openRows(CandidatePool pool, Ratings heldBack) {
    Set<Integer> rows = new HashSet<>();
    for (int n = 0; n < pool.size(); n++) {
      int c = pool.open(n);
      assertTrue(pool.isOpen(c));
      assertEquals(heldBack.user(pool.row(c)), pool.user(c));
      assertEquals(heldBack.item(pool.row(c)), pool.item(c));
      rows.add(pool.row(c));
    }
    assertEquals(pool.size(), rows.size());
    return rows;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6})
  void what_does_not_exist_is_out_of_bounds(long seed) {
    CandidatePool pool = CandidatePool.of(SampleRatings.random(6, 7, 20, seed));
    for (int wrong : new int[] {-1, pool.capacity(), Integer.MAX_VALUE}) {
      assertThrows(IndexOutOfBoundsException.class, () -> pool.user(wrong));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.item(wrong));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.isOpen(wrong));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.close(wrong));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> pool.firstOf(pool.users() + 1));
    assertThrows(IndexOutOfBoundsException.class, () -> pool.countOf(pool.items()));
    assertThrows(IndexOutOfBoundsException.class, () -> pool.ofItem(0, pool.countOf(0)));
  }

  /** Numbers say nothing of the order in which ratings were read. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void candidates_are_numbered_by_user_then_item(long seed) {
    Ratings ratings = SampleRatings.random(12, 9, 70, seed);
    int[] order = RandomStreams.permutation(ratings.size(), new SplittableRandom(seed));
    CandidatePool pool = CandidatePool.of(ratings.select(order));
    int number = 0;
    for (int user = 0; user < ratings.userCount(); user++) {
      assertEquals(number, pool.firstOf(user));
      for (int item = 0; item < ratings.itemCount(); item++) {
        for (int row = 0; row < ratings.size(); row++) {
          if (ratings.user(row) == user && ratings.item(row) == item) {
            assertEquals(row, order[pool.row(number)]);
            number++;
          }
        }
      }
    }
    assertEquals(ratings.size(), number);
    assertEquals(number, pool.firstOf(ratings.userCount()));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12})
  void the_candidates_of_an_item_ascend(long seed) {
    CandidatePool pool = CandidatePool.of(SampleRatings.random(12, 9, 70, seed));
    List<Integer> expected = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    for (int item = 0; item < pool.items(); item++) {
      for (int candidate = 0; candidate < pool.capacity(); candidate++) {
        if (pool.item(candidate) == item) {
          expected.add(candidate);
        }
      }
      for (int n = 0; n < pool.countOf(item); n++) {
        found.add(pool.ofItem(item, n));
      }
    }
    assertEquals(expected, found);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  void all_pairs_but_some_are_the_list_of_them(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Ratings all = SampleRatings.random(12, 9, 108, seed);
    int known = random.nextInt(1, 100);
    PairSet some = PairSet.of(all.select(IntStream.range(0, known).toArray()));
    CandidatePool list = CandidatePool.of(all.select(IntStream.range(known, 108).toArray()));
    assertSamePool(list, CandidatePool.except(some, ItemCosts.EQUAL), random);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {24, 25, 26})
  void the_pairs_of_a_user_are_the_list_of_them(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int user = random.nextInt(12);
    int[] items = random.ints(random.nextInt(12), 0, 9).toArray();
    CandidatePool list =
        new CandidatePool(items.length, n -> user, n -> items[n], 12, 9, ItemCosts.EQUAL);
    CandidatePool own = CandidatePool.ofUser(user, items, 12, 9, ItemCosts.EQUAL);
    for (int candidate = 0; candidate < list.capacity(); candidate++) {
      assertEquals(list.row(candidate), own.row(candidate));
    }
    assertSamePool(list, own, random);
  }

  /** Closes one candidate after the other in both. */
  private static void assertSamePool(
      CandidatePool expected, CandidatePool pool, RandomGenerator random) {
    assertEquals(numbers(expected), numbers(pool));
    for (int wrong : new int[] {-1, pool.capacity()}) {
      assertThrows(IndexOutOfBoundsException.class, () -> pool.user(wrong));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.item(wrong));
      assertThrows(IndexOutOfBoundsException.class, () -> pool.isOpen(wrong));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> pool.firstOf(pool.users() + 1));
    assertThrows(IndexOutOfBoundsException.class, () -> pool.countOf(pool.items()));
    assertThrows(IndexOutOfBoundsException.class, () -> pool.ofItem(0, pool.countOf(0)));
    assertThrows(IndexOutOfBoundsException.class, () -> pool.closed(0));
    while (expected.size() > 0) {
      int candidate = expected.open(random.nextInt(expected.size()));
      expected.close(candidate);
      pool.close(candidate);
      assertEquals(order(expected), order(pool));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> pool.open(0));
  }

  private static List<Integer> numbers(CandidatePool pool) {
    List<Integer> all = new ArrayList<>(List.of(pool.users(), pool.items(), pool.capacity()));
    for (int candidate = 0; candidate < pool.capacity(); candidate++) {
      all.add(pool.user(candidate));
      all.add(pool.item(candidate));
    }
    for (int user = 0; user <= pool.users(); user++) {
      all.add(pool.firstOf(user));
    }
    for (int item = 0; item < pool.items(); item++) {
      for (int n = 0; n < pool.countOf(item); n++) {
        all.add(pool.ofItem(item, n));
      }
      all.add(pool.countOf(item));
    }
    return all;
  }

  private static List<Integer> order(CandidatePool pool) {
    List<Integer> all = new ArrayList<>();
    for (int n = 0; n < pool.capacity(); n++) {
      all.add(n < pool.size() ? pool.open(n) : pool.closed(n - pool.size()));
      all.add(pool.isOpen(n) ? 1 : 0);
    }
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {27, 28, 29})
  void nobody_before_the_first_user_or_after_the_last_has_a_candidate(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int trial = 0; trial < 100; trial++) {
      int[] users = random.ints(random.nextInt(4), 0, 9).toArray();
      CandidatePool pool =
          new CandidatePool(users.length, n -> users[n], n -> n, 9, 4, ItemCosts.EQUAL);
      IntSummaryStatistics found = IntStream.of(users).summaryStatistics();
      boolean empty = users.length == 0;
      assertEquals(empty ? 0 : found.getMin(), pool.firstUser());
      assertEquals(empty ? 0 : found.getMax() + 1, pool.endOfUsers());
    }
  }

  @Test
  void a_thousand_million_pairs_take_no_memory() {
    RatingsBuilder ratings = new RatingsBuilder();
    for (int n = 0; n < 50_000; n++) {
      ratings.add(n, n % 20_000, 3, 0);
    }
    PairSet known = PairSet.of(ratings.build(RatingScale.WHOLE_STARS));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    CandidatePool pool = CandidatePool.except(known, ItemCosts.EQUAL);
    assertEquals(999_950_000, pool.size());
    for (int n = 0; n < 100; n++) {
      int candidate = pool.open(n * 9_000_000);
      assertEquals(candidate, pool.ofItem(pool.item(candidate), rank(pool, candidate)));
      pool.close(candidate);
      assertFalse(pool.isOpen(candidate));
    }
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 8 << 20);
  }

  /** How many candidates of the same item come before one. */
  private static int rank(CandidatePool pool, int candidate) {
    int low = 0;
    for (int high = pool.countOf(pool.item(candidate)); low < high; ) {
      int middle = (low + high) >>> 1;
      if (pool.ofItem(pool.item(candidate), middle) < candidate) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {13, 14})
  void a_pair_that_was_rated_twice_is_two_candidates(long seed) {
    Ratings twice = SampleRatings.random(4, 4, 10, seed).select(new int[] {3, 5, 3});
    CandidatePool pool = CandidatePool.of(twice);
    int first = pool.row(0) == 0 ? 0 : 1;
    assertEquals(List.of(0, 2), List.of(pool.row(first), pool.row(first + 1)));
    assertEquals(pool.user(first), pool.user(first + 1));
    assertEquals(pool.item(first), pool.item(first + 1));
  }
}
