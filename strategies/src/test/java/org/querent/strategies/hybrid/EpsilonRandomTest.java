package org.querent.strategies.hybrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.StrategyException;
import org.querent.strategies.Trait;
import org.querent.strategies.sampling.RandomSampling;
import org.querent.strategies.variance.MaxVariance;

class EpsilonRandomTest {
  private static final Posterior ANY = Rounds.random(1).posterior();

  private static QueryStrategy of(Scripted inner, double epsilon) {
    return new EpsilonRandom().create(new EpsilonRandom.Parameters(inner.configured(), epsilon));
  }

  private static Pairs pool(int size) {
    return new Pairs(new int[size], IntStream.range(0, size).toArray());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void without_chance_it_is_the_other_strategy(long seed) {
    QueryRound round = Rounds.random(seed);
    QueryStrategy alone = ConfiguredStrategy.of(new MaxVariance()).create();
    QueryStrategy within =
        new EpsilonRandom()
            .create(new EpsilonRandom.Parameters(ConfiguredStrategy.of(new MaxVariance()), 0));
    assertArrayEquals(alone.select(Rounds.random(seed)), within.select(round));
  }

  /**
   * The probability of every whole batch, by walking through all that chance can do, against how
   * often it comes.
   */
  @ParameterizedTest(name = "epsilon {0}")
  @ValueSource(doubles = {0, 0.2, 0.7, 1})
  void every_batch_comes_as_often_as_the_rule_says(double epsilon) {
    int size = 4;
    int batch = 3;
    double[] expected = new double[64];
    walk(expected, epsilon, size, new int[batch], 0, 1);
    QueryStrategy strategy = of(Scripted.ascending(), epsilon);
    RandomGenerator seeds = new SplittableRandom(1);
    int draws = 30_000;
    int[] counts = new int[64];
    for (int n = 0; n < draws; n++) {
      int[] chosen = strategy.select(Rounds.round(ANY, pool(size), seeds.nextLong(), batch));
      counts[code(chosen, batch)]++;
    }
    for (int code = 0; code < 64; code++) {
      double share = expected[code];
      double error = Math.sqrt(draws * share * (1 - share));
      assertEquals(draws * share, counts[code], 4.5 * error + 1e-6, "batch " + code);
    }
  }

  private static void walk(
      double[] expected, double epsilon, int size, int[] batch, int filled, double probability) {
    if (filled == batch.length) {
      expected[code(batch, filled)] += probability;
      return;
    }
    int[] left =
        IntStream.range(0, size)
            .filter(c -> IntStream.range(0, filled).noneMatch(n -> batch[n] == c))
            .toArray();
    for (int c : left) {
      double chance = epsilon / left.length + (c == left[0] ? 1 - epsilon : 0);
      batch[filled] = c;
      walk(expected, epsilon, size, batch, filled + 1, probability * chance);
    }
  }

  private static int code(int[] batch, int filled) {
    int code = 0;
    for (int n = 0; n < filled; n++) {
      code = 4 * code + batch[n];
    }
    return code;
  }

  @Test
  void the_other_strategy_is_asked_once_a_round_for_a_whole_batch_even_if_all_is_chance() {
    Scripted inner = Scripted.ascending();
    QueryStrategy strategy = of(inner, 1);
    for (int round = 0; round < 3; round++) {
      strategy.select(Rounds.round(ANY, pool(9), round, 5));
    }
    assertEquals(3, inner.rounds().size());
    inner.rounds().forEach(round -> assertEquals(5, round.batchSize()));
  }

  @Test
  void what_the_other_strategy_draws_does_not_shift_chance() {
    Function<QueryRound, int[]> ascending = Scripted.ascending().answer();
    Scripted greedy =
        Scripted.of(
            round -> {
              round.random().nextLong();
              return ascending.apply(round);
            });
    for (long seed = 1; seed <= 20; seed++) {
      assertArrayEquals(
          of(Scripted.ascending(), 0.5).select(Rounds.round(ANY, pool(9), seed, 5)),
          of(greedy, 0.5).select(Rounds.round(ANY, pool(9), seed, 5)));
    }
  }

  @Test
  void it_has_the_traits_of_the_other_strategy() {
    EpsilonRandom provider = new EpsilonRandom();
    assertEquals(Set.of(Trait.NEEDS_VARIANCES), provider.traits(provider.defaults()));
    ConfiguredStrategy<?> random = ConfiguredStrategy.of(new RandomSampling());
    EpsilonRandom.Parameters without = new EpsilonRandom.Parameters(random, 0.5);
    assertEquals(Set.of(Trait.HAS_NO_SCORES), provider.traits(without));
    ConfiguredStrategy<?> nested = new ConfiguredStrategy<>(provider, without);
    assertEquals(
        Set.of(Trait.HAS_NO_SCORES), provider.traits(new EpsilonRandom.Parameters(nested, 0.5)));
  }

  @Test
  void a_strategy_within_another_that_returns_what_it_must_not_is_named() {
    for (int[] wrong : new int[][] {null, {}, {0, 0}, {0, 9}, {-1, 0}, {0, 1, 2}}) {
      QueryStrategy strategy = of(Scripted.of(round -> wrong), 0.5);
      String message =
          assertThrows(
                  StrategyException.class, () -> strategy.select(Rounds.round(ANY, pool(5), 1, 2)))
              .getMessage();
      assertTrue(
          message.startsWith("the query strategy " + Scripted.class.getName() + " "), message);
      assertTrue(message.contains(" returned ") && message.endsWith(", after 0 queries"), message);
    }
    Pairs half = pool(5);
    half.close(3);
    QueryStrategy strategy = of(Scripted.of(round -> new int[] {3}), 0);
    assertThrows(StrategyException.class, () -> strategy.select(Rounds.round(ANY, half, 1, 1)));
  }
}
