package org.querent.strategies.hybrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.Trait;
import org.querent.strategies.history.Popularity;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.variance.MaxVariance;

class SwitchTest {
  private static final Posterior ANY = Rounds.random(1).posterior();

  private static QueryStrategy of(Scripted first, Scripted second, int after) {
    return new Switch()
        .create(new Switch.Parameters(first.configured(), second.configured(), after));
  }

  /** Query by query: from below for a number of queries, then from above. */
  @ParameterizedTest(name = "after {0}")
  @ValueSource(ints = {0, 1, 4, 7, 12, 100})
  void the_turn_changes_after_so_many_queries_whatever_the_batches(int after) {
    RandomGenerator random = new SplittableRandom(after);
    for (int n = 0; n < 30; n++) {
      Pairs pool = new Pairs(new int[12], IntStream.range(0, 12).toArray());
      QueryStrategy strategy = of(Scripted.ascending(), Scripted.descending(), after);
      int low = 0;
      int high = 11;
      while (pool.size() > 0) {
        int batch = random.nextInt(1, pool.size() + 1);
        for (int candidate : strategy.select(Rounds.round(ANY, pool, n, batch))) {
          assertEquals(low < after ? low++ : high--, candidate);
          pool.close(candidate);
        }
      }
    }
  }

  @Test
  void what_the_first_asks_for_in_a_batch_the_second_does_not() {
    Pairs pool = new Pairs(new int[6], IntStream.range(0, 6).toArray());
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 4},
        of(Scripted.ascending(), Scripted.ascending(), 2).select(Rounds.round(ANY, pool, 1, 5)));
  }

  @Test
  void a_strategy_that_was_not_asked_is_told_that_everything_has_changed() {
    Scripted first = Scripted.ascending();
    Scripted second = Scripted.ascending();
    QueryStrategy strategy = of(first, second, 3);
    RowChanges some = RowChanges.of(new int[] {0}, new int[0]);
    Pairs pool = new Pairs(new int[12], IntStream.range(0, 12).toArray());
    play(strategy, pool, RowChanges.EVERYTHING);
    play(strategy, pool, some);
    play(strategy, pool, some);
    play(strategy, pool, some);
    // Of another pool, of which nothing was asked, the first has the turn again.
    play(strategy, new Pairs(new int[4], IntStream.range(0, 4).toArray()), some);
    assertEquals(List.of(true, false, true), everything(first));
    assertEquals(List.of(true, false, false), everything(second));
    assertSame(some, first.rounds().get(1).changes());
    assertSame(some, second.rounds().get(1).changes());
  }

  private static List<Boolean> everything(Scripted strategy) {
    return strategy.rounds().stream().map(round -> round.changes().everything()).toList();
  }

  private static void play(QueryStrategy strategy, Pairs pool, RowChanges changes) {
    QueryRound round = Rounds.round(ANY, changes, pool, 1, 2);
    Arrays.stream(strategy.select(round)).forEach(pool::close);
  }

  @Test
  void it_has_the_traits_of_both() {
    ConfiguredStrategy<?> random = ConfiguredStrategy.of(new RandomSampling());
    ConfiguredStrategy<?> popular = ConfiguredStrategy.of(new Popularity());
    ConfiguredStrategy<?> variance = ConfiguredStrategy.of(new MaxVariance());
    ConfiguredStrategy<?> scripted = Scripted.ascending().configured();
    Switch provider = new Switch();
    assertEquals(
        Set.of(Trait.HAS_NO_SCORES), provider.traits(new Switch.Parameters(random, popular, 5)));
    assertEquals(
        Set.of(Trait.NEEDS_VARIANCES, Trait.HAS_NO_SCORES),
        provider.traits(new Switch.Parameters(random, variance, 5)));
    assertEquals(
        Set.of(Trait.NEEDS_VARIANCES, Trait.REMEMBERS),
        provider.traits(new Switch.Parameters(variance, scripted, 5)));
  }
}
