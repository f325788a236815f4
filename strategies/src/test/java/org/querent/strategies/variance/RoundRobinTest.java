package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Covariance;
import org.querent.strategies.MovingModel;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.Trait;
import org.querent.strategies.variance.RoundRobin.Within;

class RoundRobinTest {
  private static QueryStrategy strategy(Within within) {
    return new RoundRobin().create(new RoundRobin.Parameters(within));
  }

  /** Every user's turn counted anew for every query, and nothing kept. */
  private static int turn(Pairs pool, List<Integer> open) {
    Comparator<Integer> byAsked =
        Comparator.comparingLong(
            user ->
                IntStream.range(0, pool.capacity())
                    .filter(c -> pool.user(c) == user && !open.contains(c))
                    .count());
    return open.stream()
        .map(pool::user)
        .min(byAsked.thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static List<Integer> without(List<Integer> open, int candidate) {
    return open.stream().filter(c -> c != candidate).toList();
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void it_asks_each_user_in_turn_for_the_largest_variance_that_is_left(Covariance covariance) {
    for (long seed = 1; seed <= 6; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      MovingModel model = new MovingModel(8, 11, 2, covariance, seed);
      Pairs pool = Rounds.candidates(8, 11, random);
      QueryStrategy strategy = strategy(Within.VARIANCE);
      RowChanges changes = RowChanges.EVERYTHING;
      while (pool.size() > 0) {
        int batch = random.nextInt(1, Math.min(12, pool.size()) + 1);
        QueryRound round = Rounds.round(model.posterior(), changes, pool, seed, batch);
        int[] chosen = strategy.select(round);
        RemainingVariances left = WholePosterior.variances(model.posterior());
        List<Integer> open = Arrays.stream(pool.openNumbers()).boxed().toList();
        for (int candidate : chosen) {
          int user = turn(pool, open);
          assertEquals(user, pool.user(candidate));
          double largest =
              open.stream()
                  .filter(c -> pool.user(c) == user)
                  .mapToDouble(c -> left.epistemic(user, pool.item(c)))
                  .max()
                  .orElseThrow();
          assertEquals(largest, left.epistemic(user, pool.item(candidate)), 1e-9 * largest);
          left.assumeAnswered(user, pool.item(candidate));
          open = without(open, candidate);
        }
        Arrays.stream(chosen).forEach(pool::close);
        changes = model.move(random);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_batch_that_was_not_asked_takes_no_turn(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Pairs pool = Rounds.candidates(5, 9, random);
    QueryRound any = Rounds.random(seed, 2);
    QueryStrategy strategy = strategy(Within.RANDOM);
    while (pool.size() > 0) {
      int batch = random.nextInt(1, pool.size() + 1);
      int[] chosen = strategy.select(Rounds.round(any.posterior(), pool, random.nextLong(), batch));
      List<Integer> open = Arrays.stream(pool.openNumbers()).boxed().toList();
      for (int candidate : chosen) {
        assertEquals(turn(pool, open), pool.user(candidate));
        open = without(open, candidate);
      }
      // Another strategy may share the batch.
      pool.close(pool.open(random.nextInt(pool.size())));
    }
  }

  @Test
  void every_candidate_of_a_user_is_as_likely() {
    Pairs pool = new Pairs(new int[] {0, 0, 0, 0, 1}, new int[] {0, 1, 2, 3, 0});
    pool.close(1);
    pool.close(4);
    QueryRound any = Rounds.random(1);
    QueryStrategy strategy = strategy(Within.RANDOM);
    RandomGenerator seeds = new SplittableRandom(1);
    int draws = 30_000;
    int[] counts = new int[5];
    for (int n = 0; n < draws; n++) {
      counts[strategy.select(Rounds.round(any.posterior(), pool, seeds.nextLong(), 1))[0]]++;
    }
    double error = Math.sqrt(draws * (1 / 3.0) * (2 / 3.0));
    for (int candidate : new int[] {0, 2, 3}) {
      assertEquals(draws / 3.0, counts[candidate], 4 * error);
    }
  }

  @Test
  void only_variances_need_variances() {
    RoundRobin provider = new RoundRobin();
    assertEquals(
        Set.of(Trait.NEEDS_VARIANCES), provider.traits(new RoundRobin.Parameters(Within.VARIANCE)));
    assertEquals(Set.of(), provider.traits(new RoundRobin.Parameters(Within.RANDOM)));
  }
}
