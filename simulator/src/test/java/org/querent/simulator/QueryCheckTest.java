package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.StrategyException;

class QueryCheckTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void different_open_candidates_pass(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int trial = 0; trial < 200; trial++) {
      int[] chosen = choice(random);
      int[] kept = chosen.clone();
      QueryCheck.require(chosen, chosen.length, pool(), 0);
      assertArrayEquals(kept, chosen, "the order of the strategy stays");
    }
  }

  private static CandidatePool pool() {
    return new CandidatePool(SampleRatings.random(5, 5, 20, 1));
  }

  @Test
  void a_candidate_that_was_asked_before_is_refused_by_name() {
    CandidatePool pool = pool();
    QueryCheck.require(new int[] {7, 5}, 2, pool, 0);
    pool.close(5);
    String message =
        assertThrows(
                StrategyException.class, () -> QueryCheck.require(new int[] {7, 5}, 2, pool, 1))
            .getMessage();
    assertEquals(
        "the query strategy returned candidate 5, which was asked before, after 1 queries",
        message);
  }

  private static int[] choice(RandomGenerator random) {
    return Arrays.copyOf(RandomStreams.permutation(20, random), random.nextInt(1, 21));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6})
  void a_candidate_outside_the_pool_is_refused_by_name(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int wrong : new int[] {-1, 20, 21, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      int[] chosen = choice(random);
      chosen[random.nextInt(chosen.length)] = wrong;
      assertRefused(chosen, chosen.length, "candidate " + wrong + " of a pool of 20");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void a_candidate_chosen_twice_is_refused_by_name(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int trial = 0; trial < 50; trial++) {
      int[] once = choice(random);
      int[] twice = Arrays.copyOf(once, once.length + 1);
      int at = random.nextInt(once.length);
      twice[once.length] = twice[at];
      assertRefused(twice, twice.length, "candidate " + twice[at] + " twice");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 10})
  void a_batch_of_another_size_is_refused(int size) {
    int[] chosen = new int[size];
    Arrays.setAll(chosen, n -> n);
    assertRefused(chosen, 3, size + " queries where 3 were asked for");
  }

  @Test
  void no_batch_at_all_is_refused() {
    assertRefused(null, 3, "null");
  }

  private static void assertRefused(int[] chosen, int batch, String part) {
    String message =
        assertThrows(StrategyException.class, () -> QueryCheck.require(chosen, batch, pool(), 1234))
            .getMessage();
    assertEquals("the query strategy returned " + part + ", after 1234 queries", message);
  }
}
