package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;

class QueryCheckTest {
  private static final Posterior ANY = Rounds.random(1).posterior();

  private record Fixed(int[] choice) implements QueryStrategy {
    @Override
    public int[] select(QueryRound round) {
      return choice;
    }
  }

  private record Predicting(boolean has, double mean) implements SelfPredicting {
    @Override
    public int[] select(QueryRound round) {
      return new int[0];
    }

    @Override
    public boolean predict(History known, Candidates candidates, int user, double[] means) {
      if (mean < 0) {
        throw new IllegalStateException("does not know");
      }
      means[1] = has ? mean : means[1];
      return has;
    }
  }

  private static boolean predicts(QueryStrategy strategy, double[] means) {
    return QueryCheck.predict(strategy, new Known(), pool(), 0, means);
  }

  @Test
  void who_predicts_by_itself_is_heard_if_it_says_numbers() {
    double[] means = {7, 7};
    assertFalse(predicts(new Fixed(new int[0]), means));
    assertFalse(predicts(new Predicting(false, 3), means));
    assertArrayEquals(new double[] {7, 7}, means);
    assertTrue(predicts(new Predicting(true, 3), means));
    assertArrayEquals(new double[] {7, 3}, means);
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
      String message =
          assertThrows(StrategyException.class, () -> predicts(new Predicting(true, wrong), means))
              .getMessage();
      assertTrue(message.contains("cannot predict"), message);
    }
  }

  private static Pairs pool() {
    int[] users = new int[20];
    int[] items = new int[20];
    Arrays.setAll(users, n -> n / 5);
    Arrays.setAll(items, n -> n % 5);
    return new Pairs(users, items);
  }

  private static int[] asked(int[] choice, int batch, Pairs pool) {
    return QueryCheck.select(new Fixed(choice), Rounds.round(ANY, pool, 1, batch));
  }

  private static int[] choice(RandomGenerator random) {
    return Arrays.copyOf(RandomStreams.permutation(20, random), random.nextInt(1, 21));
  }

  private static void assertRefused(int[] choice, int batch, Pairs pool, String what) {
    String message =
        assertThrows(StrategyException.class, () -> asked(choice, batch, pool)).getMessage();
    assertEquals(
        "the query strategy "
            + Origin.named(Fixed.class)
            + " returned "
            + what
            + ", after 0 queries",
        message);
  }

  @Test
  void a_pool_that_is_too_large_for_a_strategy_is_told_by_its_size() {
    QueryStrategy greedy =
        round -> {
          throw new OutOfMemoryError("Java heap space");
        };
    String message =
        assertThrows(
                StrategyException.class,
                () -> QueryCheck.select(greedy, Rounds.round(ANY, pool(), 1, 1)))
            .getMessage();
    assertTrue(
        message.contains(" failed after 0 queries, out of memory over 20 candidates"), message);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void different_open_candidates_pass(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int trial = 0; trial < 200; trial++) {
      int[] chosen = choice(random);
      int[] kept = chosen.clone();
      assertSame(chosen, asked(chosen, chosen.length, pool()));
      assertArrayEquals(kept, chosen, "the order of the strategy stays");
    }
  }

  @Test
  void a_candidate_that_was_asked_before_is_refused_by_name() {
    Pairs pool = pool();
    pool.close(5);
    assertRefused(new int[] {7, 5}, 2, pool, "candidate 5, which was asked before");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6})
  void a_candidate_outside_the_pool_is_refused_by_name(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int wrong : new int[] {-1, 20, 21, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      int[] chosen = choice(random);
      chosen[random.nextInt(chosen.length)] = wrong;
      assertRefused(chosen, chosen.length, pool(), "candidate " + wrong + " of a pool of 20");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void a_candidate_chosen_twice_is_refused_by_name(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int trial = 0; trial < 50; trial++) {
      int[] once = Arrays.copyOf(choice(random), random.nextInt(1, 20));
      int[] twice = Arrays.copyOf(RandomStreams.permutation(20, random), once.length + 1);
      twice[once.length] = twice[random.nextInt(once.length)];
      assertRefused(twice, twice.length, pool(), "candidate " + twice[once.length] + " twice");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 10})
  void a_batch_of_another_size_is_refused(int size) {
    int[] chosen = new int[size];
    Arrays.setAll(chosen, n -> n);
    assertRefused(chosen, 3, pool(), size + " queries where 3 were asked for");
  }

  @Test
  void no_batch_at_all_is_refused() {
    assertRefused(null, 3, pool(), "null");
  }

  @Test
  void of_strategies_within_one_another_the_one_that_failed_is_named() {
    QueryStrategy broken =
        round -> {
          throw new StrategyException("broken");
        };
    String expected = refusal(broken);
    assertTrue(expected.contains(" failed after 0 queries: "), expected);
    assertEquals(expected, refusal(round -> QueryCheck.select(broken, round)));
  }

  private static String refusal(QueryStrategy strategy) {
    return assertThrows(
            StrategyException.class,
            () -> QueryCheck.select(strategy, Rounds.round(ANY, pool(), 1, 1)))
        .getMessage();
  }

  @Test
  void what_it_throws_is_told_with_its_name() {
    QueryStrategy broken =
        round -> {
          throw new IllegalStateException("broken");
        };
    String message = refusal(broken);
    assertEquals(
        "the query strategy "
            + Origin.named(getClass())
            + " failed after 0 queries: java.lang.IllegalStateException: broken",
        message.substring(0, message.indexOf(", at ")));
  }
}
