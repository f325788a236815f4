package org.querent.strategies.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;

class BatchSelectorTest {
  private static final double[] SCORES = {0.5, 3, 1, 1, 2};
  private static final QueryRound ANY = Rounds.random(1);

  @ParameterizedTest(name = "power {0}")
  @ValueSource(doubles = {0, 0.5, 1, 2, 5})
  void stochastic_selection_draws_without_replacement_by_a_power_of_the_score(double power) {
    double[] weights = Arrays.stream(SCORES).map(score -> Math.pow(score, power)).toArray();
    double total = Arrays.stream(weights).sum();
    int draws = 40_000;
    int[][] counts = new int[SCORES.length][SCORES.length];
    RandomGenerator seeds = new SplittableRandom(1);
    for (int n = 0; n < draws; n++) {
      int[] chosen = stochastic(SCORES, power, 2, seeds.nextLong());
      counts[chosen[0]][chosen[1]]++;
    }
    for (int a = 0; a < weights.length; a++) {
      assertFrequency(weights[a] / total, Arrays.stream(counts[a]).sum(), draws);
      for (int b = 0; b < weights.length; b++) {
        double second = a == b ? 0 : weights[b] / (total - weights[a]);
        assertFrequency(weights[a] / total * second, counts[a][b], draws);
      }
    }
  }

  private static void assertFrequency(double probability, int count, int draws) {
    double error = Math.sqrt(draws * probability * (1 - probability));
    assertEquals(draws * probability, count, 4 * error + 1e-9);
  }

  @Test
  void scores_of_zero_are_as_likely_as_any_when_scores_do_not_count() {
    double[] scores = {0, 7, 0, 1e-300};
    int draws = 20_000;
    int[] counts = new int[scores.length];
    RandomGenerator seeds = new SplittableRandom(2);
    for (int n = 0; n < draws; n++) {
      counts[stochastic(scores, 0, 1, seeds.nextLong())[0]]++;
    }
    for (int count : counts) {
      assertFrequency(0.25, count, draws);
    }
  }

  @ParameterizedTest(name = "power {0}")
  @ValueSource(doubles = {0.1, 2, 1000})
  void scores_of_zero_come_last_when_scores_count(double power) {
    double[] scores = {0, 3, 0, 0.01};
    RandomGenerator seeds = new SplittableRandom(3);
    for (int n = 0; n < 1000; n++) {
      int[] chosen = stochastic(scores, power, 4, seeds.nextLong());
      assertEquals(4, Arrays.stream(chosen).distinct().count());
      assertTrue(chosen[0] % 2 == 1 && chosen[1] % 2 == 1, Arrays.toString(chosen));
    }
  }

  @Test
  void a_large_power_takes_the_top() {
    assertArrayEquals(new int[] {1, 4}, stochastic(SCORES, 1000, 2, 4));
  }

  /** The ends of what a generator may return: a candidate of weight 0 is not to be found there. */
  @Test
  void the_least_and_the_largest_random_number_find_the_first_and_the_last_with_a_weight() {
    double[] scores = {0, 0.5, 3, 0, 1e-200, 2, 0};
    assertArrayEquals(new int[] {1, 2, 4, 5, 0, 3, 6}, drawnBy(scores, () -> 0));
    assertArrayEquals(new int[] {5, 2, 1, 4, 0, 3, 6}, drawnBy(scores, () -> -1));
  }

  private static int[] drawnBy(double[] scores, RandomGenerator random) {
    QueryRound round =
        new QueryRound(
            ANY.posterior(),
            RowChanges.EVERYTHING,
            pool(scores.length),
            ANY.history(),
            random,
            scores.length);
    return new BatchSelector(Selection.STOCHASTIC, 1).select(round, fixed(scores));
  }

  @ParameterizedTest
  @EnumSource
  void a_score_that_is_no_number_is_refused_by_name(Selection selection) {
    QueryRound round = Rounds.round(ANY.posterior(), pool(4), 1, 1);
    double[] scores = {1, 2, Double.NaN, 4};
    assertEquals(
        "the score of candidate 2 is NaN",
        assertThrows(
                IllegalArgumentException.class,
                () -> new BatchSelector(selection, 2).select(round, fixed(scores)))
            .getMessage());
  }

  @Test
  void a_score_that_is_no_weight_is_refused_where_it_would_be_one() {
    for (double score : new double[] {-1e-9, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class, () -> stochastic(new double[] {1, score}, 2, 1, 1));
    }
  }

  private static int[] stochastic(double[] scores, double power, int batch, long seed) {
    QueryRound round = Rounds.round(ANY.posterior(), pool(scores.length), seed, batch);
    return new BatchSelector(Selection.STOCHASTIC, power).select(round, fixed(scores));
  }

  /** Candidate n is the pair of user n and item 0. */
  private static Pairs pool(int size) {
    int[] users = new int[size];
    Arrays.setAll(users, n -> n);
    return new Pairs(users, new int[size]);
  }

  private static Acquisition fixed(double[] scores) {
    return new Acquisition() {
      @Override
      public double score(int user, int item) {
        return scores[user];
      }

      @Override
      public void assumeAnswered(int user, int item) {
        throw new AssertionError("only greedy selection looks ahead");
      }
    };
  }

  @ParameterizedTest(name = "{0} different scores, seed {1}")
  @CsvSource({"2,1", "3,2", "5,3", "50,4", "1000000,5", "1000000,6"})
  void greedy_selection_is_the_naive_algorithm(int different, long seed) {
    for (long trial = 0; trial < 60; trial++) {
      QueryRound round = Rounds.random(1000 * seed + trial, 0);
      int[] expected = naive(round, new Restless(different));
      int[] chosen = new BatchSelector(Selection.GREEDY, 1).select(round, new Restless(different));
      assertArrayEquals(expected, chosen, "trial " + trial);
    }
  }

  /** Scores everything anew for every query. */
  private static int[] naive(QueryRound round, Acquisition acquisition) {
    Candidates candidates = round.candidates();
    boolean[] taken = new boolean[candidates.capacity()];
    int[] chosen = new int[round.batchSize()];
    for (int n = 0; n < chosen.length; n++) {
      int best = -1;
      double highest = 0;
      for (int c = 0; c < taken.length; c++) {
        double score = acquisition.score(candidates.user(c), candidates.item(c));
        if (candidates.isOpen(c) && !taken[c] && (best < 0 || score > highest)) {
          best = c;
          highest = score;
        }
      }
      chosen[n] = best;
      taken[best] = true;
      acquisition.assumeAnswered(candidates.user(best), candidates.item(best));
    }
    return chosen;
  }

  /** Scores that rise, fall and tie, but change with the answers of their own rows only. */
  private static final class Restless implements Acquisition {
    private final int different;
    private final int[] users = new int[100];
    private final int[] items = new int[100];

    Restless(int different) {
      this.different = different;
    }

    @Override
    public double score(int user, int item) {
      long mixed = 31 * (31 * (31 * (31L * user + item) + users[user]) + items[item]);
      return new SplittableRandom(mixed).nextInt(different);
    }

    @Override
    public void assumeAnswered(int user, int item) {
      users[user]++;
      items[item]++;
    }
  }
}
