package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.Candidates;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;
import org.querent.strategies.selection.BatchParameters;
import org.querent.strategies.selection.Selection;
import org.querent.strategies.variance.VarianceReduction.Limits;

class VarianceReductionTest {
  private static VarianceReduction reduction(QueryRound round) {
    return reduction(round, Target.POOL);
  }

  private static VarianceReduction reduction(QueryRound round, Target target) {
    return new VarianceReduction(
        round.posterior(),
        round.candidates(),
        target,
        new AnswerNoise(Noise.EQUAL, round.posterior()),
        Limits.DEFAULTS);
  }

  /**
   * A pair's variance is linear in each single variance, so the gain is the sum over all parameters
   * of how much the pool's variance falls when that parameter alone is updated.
   */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("targets_and_seeds")
  void a_gain_is_the_fall_of_the_targets_variance_parameter_by_parameter(Target target, long seed) {
    QueryRound round = Rounds.random(seed);
    Candidates pool = round.candidates();
    VarianceReduction reduction = reduction(round, target);
    for (int c = 0; c < pool.capacity(); c++) {
      double gain = gain(round.posterior(), pool, target, pool.user(c), pool.item(c));
      assertEquals(gain, reduction.gain(pool.user(c), pool.item(c)), 1e-9 * (1 + gain));
    }
  }

  static Stream<Arguments> targets_and_seeds() {
    return Arrays.stream(Target.values())
        .flatMap(
            target -> LongStream.rangeClosed(1, 8).mapToObj(seed -> Arguments.of(target, seed)));
  }

  private static double gain(
      Posterior posterior, Candidates pool, Target target, int user, int item) {
    double total = posterior.epistemicVariance(user, item) + posterior.noiseVariance();
    Variances before = new Variances(posterior);
    IntPredicate counts =
        switch (target) {
          case POOL -> pool::isOpen;
          case TEST_LIKE -> c -> true;
          case USER -> c -> pool.isOpen(c) && pool.user(c) == user;
        };
    double gain = 0;
    for (int j = 0; j <= posterior.factors(); j++) {
      double g = j == 0 ? 1 : posterior.items().factorMean(item, j - 1);
      gain += fall(before, pool, counts, before.users[user], j, g, total);
      g = j == 0 ? 1 : posterior.users().factorMean(user, j - 1);
      // What the answer tells of the item serves the user in this one pair, which is known then.
      boolean serves = target != Target.USER;
      gain += serves ? fall(before, pool, counts, before.items[item], j, g, total) : 0;
    }
    return gain;
  }

  private static double fall(
      Variances variances,
      Candidates pool,
      IntPredicate counts,
      double[] row,
      int j,
      double g,
      double total) {
    double before = variances.sum(pool, counts);
    double kept = row[j];
    row[j] -= kept * kept * g * g / total;
    double after = variances.sum(pool, counts);
    row[j] = kept;
    return before - after;
  }

  /** Variances of every row, the slope first, and the sum of what they make uncertain. */
  private static final class Variances {
    private final Posterior posterior;
    private final double[][] users;
    private final double[][] items;

    Variances(Posterior posterior) {
      this.posterior = posterior;
      users = new double[posterior.users().size()][posterior.factors() + 1];
      items = new double[posterior.items().size()][posterior.factors() + 1];
      for (int f = -1; f < posterior.factors(); f++) {
        for (int u = 0; u < users.length; u++) {
          users[u][f + 1] =
              f < 0 ? posterior.users().slopeVariance(u) : posterior.users().factorVariance(u, f);
        }
        for (int i = 0; i < items.length; i++) {
          items[i][f + 1] =
              f < 0 ? posterior.items().slopeVariance(i) : posterior.items().factorVariance(i, f);
        }
      }
    }

    double sum(Candidates pool, IntPredicate counts) {
      double sum = 0;
      for (int c = 0; c < pool.capacity(); c++) {
        if (!counts.test(c)) {
          continue;
        }
        double[] t = users[pool.user(c)];
        double[] s = items[pool.item(c)];
        sum += t[0] + s[0];
        for (int f = 0; f < posterior.factors(); f++) {
          double muU = posterior.users().factorMean(pool.user(c), f);
          double muI = posterior.items().factorMean(pool.item(c), f);
          sum += t[f + 1] * s[f + 1] + t[f + 1] * muI * muI + s[f + 1] * muU * muU;
        }
      }
      return sum;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void what_was_answered_counts_no_more(long seed) {
    QueryRound round = Rounds.random(seed);
    Candidates pool = round.candidates();
    int[] users = IntStream.range(0, pool.size()).map(n -> pool.user(pool.open(n))).toArray();
    int[] items = IntStream.range(0, pool.size()).map(n -> pool.item(pool.open(n))).toArray();
    VarianceReduction one = reduction(round);
    VarianceReduction other =
        reduction(Rounds.round(round.posterior(), new Pairs(users, items), 1, 1));
    for (int n = 0; n < pool.size(); n++) {
      int c = pool.open(n);
      double gain = one.gain(pool.user(c), pool.item(c));
      assertEquals(gain, other.gain(pool.user(c), pool.item(c)), 1e-12 * (1 + gain));
    }
  }

  /** Two users alike, but one of them has many more pairs in the pool that an answer serves. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32})
  void a_row_that_more_of_the_pool_shares_is_worth_more(long seed) {
    Posterior posterior = Rounds.random(seed, 2).posterior();
    int[] users = {0, 0, 0, 0, 0};
    int[] items = {0, 1, 1, 1, 1};
    VarianceReduction few =
        reduction(Rounds.round(posterior, new Pairs(new int[] {0}, new int[] {0}), 1, 1));
    VarianceReduction many = reduction(Rounds.round(posterior, new Pairs(users, items), 1, 1));
    assertEquals(-1, Double.compare(few.gain(0, 0), many.gain(0, 0)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41, 42, 43, 44})
  void strategies_rank_by_their_score(long seed) {
    QueryRound round = Rounds.random(seed);
    Candidates pool = round.candidates();
    VarianceReduction reduction = reduction(round);
    double[] gains = new double[pool.capacity()];
    double[] variances = new double[pool.capacity()];
    Arrays.fill(gains, Double.NEGATIVE_INFINITY);
    Arrays.fill(variances, Double.NEGATIVE_INFINITY);
    for (int n = 0; n < pool.size(); n++) {
      int c = pool.open(n);
      gains[c] = reduction.gain(pool.user(c), pool.item(c));
      variances[c] = round.posterior().epistemicVariance(pool.user(c), pool.item(c));
    }
    assertRanked(
        gains,
        new ExpectedVarianceReduction()
            .create(
                new ExpectedVarianceReduction.Parameters(
                    Selection.TOP, 1, Target.POOL, Noise.EQUAL))
            .select(round));
    assertRanked(
        variances, new MaxVariance().create(new BatchParameters(Selection.TOP, 1)).select(round));
  }

  private static void assertRanked(double[] scores, int[] chosen) {
    double[] best = scores.clone();
    Arrays.sort(best);
    double[] expected = new double[chosen.length];
    Arrays.setAll(expected, n -> best[best.length - 1 - n]);
    assertArrayEquals(expected, Arrays.stream(chosen).mapToDouble(c -> scores[c]).toArray(), 1e-12);
  }
}
