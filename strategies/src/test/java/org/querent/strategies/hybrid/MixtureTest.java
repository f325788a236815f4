package org.querent.strategies.hybrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.Trait;
import org.querent.strategies.sampling.RandomSampling;

class MixtureTest {
  private static final Posterior ANY = Rounds.random(1).posterior();

  private static QueryStrategy of(
      Scripted first, Scripted second, double weight, Mixture.Combine combine, int depth) {
    return new Mixture()
        .create(
            new Mixture.Parameters(
                first.configured(), second.configured(), weight, combine, depth));
  }

  /** Names the open candidates in the order of a permutation of all. */
  private static Scripted inOrder(int[] order) {
    return Scripted.of(
        round ->
            Arrays.stream(order)
                .filter(round.candidates()::isOpen)
                .limit(round.batchSize())
                .toArray());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void ranks_are_added_up_by_the_rule(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 40; n++) {
      Pairs pool = Rounds.candidates(4, 6, random);
      int[] one = RandomStreams.permutation(pool.capacity(), random);
      int[] other = RandomStreams.permutation(pool.capacity(), random);
      int batch = random.nextInt(1, pool.size() + 1);
      int depth = random.nextInt(1, 6);
      double weight = random.nextInt(5) / 4.0; // such that there are ties, and no rounding
      int[] chosen =
          of(inOrder(one), inOrder(other), weight, Mixture.Combine.RANKS, depth)
              .select(Rounds.round(ANY, pool, seed, batch));
      assertArrayEquals(borda(pool, one, other, weight, depth * batch, batch), chosen);
    }
  }

  /** Every open candidate is given its points, then all are sorted. */
  private static int[] borda(
      Pairs pool, int[] one, int[] other, double weight, int depth, int batch) {
    List<Integer> open = IntStream.of(pool.openNumbers()).boxed().toList();
    int length = Math.min(depth, open.size());
    List<Integer> first = Arrays.stream(one).boxed().filter(open::contains).toList();
    List<Integer> second = Arrays.stream(other).boxed().filter(open::contains).toList();
    Comparator<Integer> byScore =
        Comparator.comparingDouble(
            c ->
                -weight * Math.max(0, length - first.indexOf(c))
                    - (1 - weight) * Math.max(0, length - second.indexOf(c)));
    return open.stream()
        .sorted(byScore.thenComparing(Comparator.naturalOrder()))
        .limit(batch)
        .mapToInt(c -> c)
        .toArray();
  }

  @Test
  void the_whole_weight_makes_it_one_of_the_two() {
    Pairs pool = new Pairs(new int[9], IntStream.range(0, 9).toArray());
    for (Mixture.Combine combine : Mixture.Combine.values()) {
      assertArrayEquals(
          new int[] {0, 1, 2, 3},
          of(Scripted.ascending(), Scripted.descending(), 1, combine, 2)
              .select(Rounds.round(ANY, pool, 1, 4)));
      assertArrayEquals(
          new int[] {8, 7, 6, 5},
          of(Scripted.ascending(), Scripted.descending(), 0, combine, 2)
              .select(Rounds.round(ANY, pool, 1, 4)));
    }
  }

  @Test
  void draws_give_each_query_to_either_by_weight_independently() {
    Pairs pool = new Pairs(new int[9], IntStream.range(0, 9).toArray());
    QueryStrategy strategy =
        of(Scripted.ascending(), Scripted.descending(), 0.3, Mixture.Combine.DRAWS, 4);
    RandomGenerator seeds = new SplittableRandom(1);
    int draws = 20_000;
    int[] counts = new int[8];
    for (int n = 0; n < draws; n++) {
      counts[byFirst(strategy.select(Rounds.round(ANY, pool, seeds.nextLong(), 3)))]++;
    }
    for (int code = 0; code < 8; code++) {
      int ofFirst = Integer.bitCount(code);
      double share = Math.pow(0.3, ofFirst) * Math.pow(0.7, 3 - ofFirst);
      assertEquals(
          draws * share, counts[code], 4.5 * Math.sqrt(draws * share * (1 - share)), "" + code);
    }
  }

  /** Which queries were the first's, a bit each; both name theirs in order. */
  private static int byFirst(int[] chosen) {
    int code = 0;
    int low = 0;
    int high = 8;
    for (int candidate : chosen) {
      boolean first = candidate == low;
      assertEquals(first ? low++ : high--, candidate);
      code = 2 * code + (first ? 1 : 0);
    }
    return code;
  }

  @Test
  void what_both_name_is_asked_for_once() {
    Pairs pool = new Pairs(new int[6], IntStream.range(0, 6).toArray());
    for (long seed = 1; seed <= 20; seed++) {
      assertArrayEquals(
          new int[] {0, 1, 2, 3, 4},
          of(Scripted.ascending(), Scripted.ascending(), 0.5, Mixture.Combine.DRAWS, 4)
              .select(Rounds.round(ANY, pool, seed, 5)));
    }
  }

  @Test
  void what_one_strategy_draws_does_not_shift_the_other() {
    List<Long> drawn = new ArrayList<>();
    Function<QueryRound, int[]> ascending = Scripted.ascending().answer();
    Function<QueryRound, int[]> recording =
        round -> {
          drawn.add(round.random().nextLong());
          return ascending.apply(round);
        };
    Pairs pool = new Pairs(new int[6], IntStream.range(0, 6).toArray());
    for (Mixture.Combine combine : Mixture.Combine.values()) {
      drawn.clear();
      of(Scripted.of(recording), Scripted.of(recording), 0.5, combine, 2)
          .select(Rounds.round(ANY, pool, 1, 2));
      of(Scripted.ascending(), Scripted.of(recording), 0.5, combine, 2)
          .select(Rounds.round(ANY, pool, 1, 2));
      assertFalse(drawn.get(0).equals(drawn.get(1)));
      assertEquals(drawn.get(1), drawn.get(2));
    }
  }

  @Test
  void it_has_the_traits_of_both() {
    Mixture provider = new Mixture();
    assertEquals(Set.of(Trait.NEEDS_VARIANCES), provider.traits(provider.defaults()));
    assertEquals(
        Set.of(Trait.REMEMBERS),
        provider.traits(
            new Mixture.Parameters(
                Scripted.ascending().configured(),
                ConfiguredStrategy.of(new RandomSampling()),
                0.5,
                Mixture.Combine.RANKS,
                4)));
  }
}
