package org.querent.strategies.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.History;
import org.querent.strategies.Known;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.selection.Selection;

/** Rankings by counts that are kept, against scores made from lists of all known ratings. */
class ItemRankingTest {
  private static final Posterior ANY = Rounds.random(1).posterior();
  private static final int USERS = 8;
  private static final int ITEMS = 12;

  /** What an item scores by its ratings, the users, and how many values all known ratings have. */
  private interface Score {
    double of(double[] ratings, int users, int values);
  }

  private static double entropy(double[] ratings) {
    Map<Double, Long> counts =
        Arrays.stream(ratings)
            .boxed()
            .collect(Collectors.groupingBy(r -> r, Collectors.counting()));
    return counts.values().stream().mapToDouble(n -> plogp(n, ratings.length)).sum();
  }

  private static double plogp(double count, double total) {
    return count == 0 ? 0 : -count / total * Math.log(count / total);
  }

  private static double entropy0(double[] ratings, int users, double missingWeight) {
    Map<Double, Long> counts =
        Arrays.stream(ratings)
            .boxed()
            .collect(Collectors.groupingBy(r -> r, Collectors.counting()));
    return missingWeight * plogp(users - ratings.length, users)
        + counts.values().stream().mapToDouble(n -> plogp(n, users)).sum();
  }

  private static double helf(double[] ratings, int users, int values) {
    double harmonicSum =
        Math.log(users) / Math.log(ratings.length) + Math.log(values) / entropy(ratings);
    return ratings.length < 2 ? 0 : 2 / harmonicSum;
  }

  private static double variance(double[] ratings) {
    double mean = Arrays.stream(ratings).average().orElse(0);
    return Arrays.stream(ratings).map(r -> (r - mean) * (r - mean)).average().orElse(0);
  }

  static Stream<Arguments> rankings() {
    return Stream.of(
        ranking(new Popularity(), (ratings, users, values) -> ratings.length),
        ranking(new Entropy(), (ratings, users, values) -> entropy(ratings)),
        ranking(new Entropy0(), (ratings, users, values) -> entropy0(ratings, users, 0.5)),
        Arguments.of(
            "entropy0, missing ratings first",
            new Entropy0().create(new Entropy0.Parameters(Selection.TOP, 1, 3)),
            (Score) (ratings, users, values) -> entropy0(ratings, users, 3)),
        ranking(
            new PopularityEntropy(),
            (ratings, users, values) ->
                ratings.length == 0 ? 0 : Math.log(ratings.length) * entropy(ratings)),
        ranking(new Helf(), ItemRankingTest::helf),
        ranking(new RatingVariance(), (ratings, users, values) -> variance(ratings)));
  }

  private static Arguments ranking(StrategyProvider<?> provider, Score score) {
    return Arguments.of(provider.name(), create(provider), score);
  }

  private static <P extends Record> QueryStrategy create(StrategyProvider<P> provider) {
    return provider.create(provider.defaults());
  }

  /** Up to rounding, in which equal scores made in two ways may differ. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rankings")
  void the_items_of_the_largest_scores_are_asked_about(
      String name, QueryStrategy strategy, Score score) {
    RandomGenerator random = new SplittableRandom(name.hashCode());
    Pairs pool = all();
    Known known = Known.random(USERS, ITEMS, 20, random);
    for (int n = 0; n < known.size(); n++) {
      pool.close(pool.firstOf(known.user(n)) + known.item(n));
    }
    while (pool.size() > 0) {
      int batch = random.nextInt(1, Math.min(7, pool.size()) + 1);
      int values =
          (int) IntStream.range(0, known.size()).mapToDouble(known::rating).distinct().count();
      double[] best =
          Arrays.stream(pool.openNumbers())
              .mapToDouble(c -> -score.of(known.ofItem(pool.item(c)), USERS, values))
              .sorted()
              .limit(batch)
              .map(negative -> -negative)
              .toArray();
      int[] chosen = strategy.select(round(pool, known, random, batch));
      double[] asked =
          Arrays.stream(chosen)
              .mapToDouble(c -> score.of(known.ofItem(pool.item(c)), USERS, values))
              .toArray();
      assertArrayEquals(best, asked, 1e-12);
      for (int candidate : chosen) {
        known.add(pool.user(candidate), pool.item(candidate), random.nextInt(1, 6));
        pool.close(candidate);
      }
    }
  }

  private static Pairs all() {
    return new Pairs(
        IntStream.range(0, USERS * ITEMS).map(n -> n / ITEMS).toArray(),
        IntStream.range(0, USERS * ITEMS).map(n -> n % ITEMS).toArray());
  }

  private static QueryRound round(Pairs pool, History known, RandomGenerator random, int batch) {
    return new QueryRound(ANY, RowChanges.of(new int[0], new int[0]), pool, known, random, batch);
  }

  @Test
  void equals_are_drawn_from_uniformly() {
    Pairs pool = all();
    Known known = new Known();
    known.add(0, 3, 4);
    known.add(0, 5, 2);
    pool.close(pool.ofItem(3, 0));
    pool.close(pool.ofItem(5, 0));
    RandomGenerator random = new SplittableRandom(1);
    Map<Integer, Integer> counts = new HashMap<>();
    int draws = 20_000;
    for (int n = 0; n < draws; n++) {
      for (int candidate : create(new Popularity()).select(round(pool, known, random, 3))) {
        counts.merge(candidate, 1, Integer::sum);
      }
    }
    int equals = 2 * (USERS - 1);
    double share = 3.0 / equals;
    assertEquals(equals, counts.size());
    counts.forEach(
        (candidate, count) ->
            assertEquals(
                draws * share, count, 4 * Math.sqrt(draws * share * (1 - share)), "" + candidate));
  }

  /** An item of twice the score has 2^power times the chances, candidate by candidate. */
  @Test
  void stochastic_selection_draws_by_a_power_of_the_score() {
    Pairs pool = all();
    Known known = new Known();
    known.add(0, 3, 4);
    known.add(0, 5, 2);
    known.add(1, 5, 2);
    RandomGenerator random = new SplittableRandom(2);
    QueryStrategy strategy =
        new Popularity().create(new RankingParameters(Selection.STOCHASTIC, 3));
    int draws = 20_000;
    int popular = 0;
    for (int n = 0; n < draws; n++) {
      popular += pool.item(strategy.select(round(pool, known, random, 1))[0]) == 5 ? 1 : 0;
    }
    double share = 8 / 9.0;
    assertEquals(draws * share, popular, 4 * Math.sqrt(draws * share * (1 - share)));
  }

  @Test
  void no_rating_is_read_twice() {
    Known known = Known.random(USERS, ITEMS, 30, new SplittableRandom(3));
    int[] reads = {0};
    History counted =
        new History() {
          @Override
          public int size() {
            return known.size();
          }

          @Override
          public int user(int index) {
            return known.user(index);
          }

          @Override
          public int item(int index) {
            reads[0]++;
            return known.item(index);
          }

          @Override
          public double rating(int index) {
            return known.rating(index);
          }

          @Override
          public int skips() {
            return known.skips();
          }

          @Override
          public int skippedUser(int index) {
            return known.skippedUser(index);
          }

          @Override
          public int skippedItem(int index) {
            return known.skippedItem(index);
          }

          @Override
          public int asked() {
            return known.asked();
          }
        };
    Pairs pool = all();
    QueryStrategy strategy = create(new Entropy());
    for (int round = 0; round < 10; round++) {
      strategy.select(round(pool, counted, new SplittableRandom(round), 2));
      assertEquals(known.size(), reads[0]);
      known.add(0, round, 3);
    }
  }

  @Test
  void greedy_selection_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new RankingParameters(Selection.GREEDY, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Entropy0.Parameters(Selection.GREEDY, 1, 0.5));
  }
}
