package org.querent.strategies.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.PosteriorDraw;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.Pairs;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.Rounds;
import org.querent.strategies.sampling.ThompsonSampling.Objective;

class ThompsonSamplingTest {
  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"REWARD,1", "REWARD,2", "REWARD,3", "DISAGREEMENT,4", "DISAGREEMENT,5"})
  void every_slot_takes_the_best_that_is_left_under_a_model_of_its_own(
      Objective objective, long seed) {
    QueryRound any = Rounds.random(seed);
    Candidates pool = any.candidates();
    int[] chosen = strategy(objective).select(round(any, seed));
    RandomGenerator random = new SplittableRandom(seed);
    int[] expected = new int[chosen.length];
    boolean[] taken = new boolean[pool.capacity()];
    for (int slot = 0; slot < expected.length; slot++) {
      PosteriorDraw draw = Rounds.draw(any.posterior(), pool);
      draw.redraw(random);
      int best = -1;
      double highest = 0;
      for (int c = 0; c < pool.capacity(); c++) {
        double rating = draw.rating(pool.user(c), pool.item(c));
        double mean = any.posterior().mean(pool.user(c), pool.item(c));
        double worth = objective == Objective.REWARD ? rating : Math.abs(rating - mean);
        if (pool.isOpen(c) && !taken[c] && (best < 0 || worth > highest)) {
          best = c;
          highest = worth;
        }
      }
      taken[best] = true;
      expected[slot] = best;
    }
    assertArrayEquals(expected, chosen);
  }

  private static QueryRound round(QueryRound any, long seed) {
    return Rounds.round(any.posterior(), any.candidates(), seed, any.batchSize());
  }

  private static QueryStrategy strategy(Objective objective) {
    return new ThompsonSampling().create(new ThompsonSampling.Parameters(objective));
  }

  /** The difference of two drawn ratings without a common row is Gaussian: the bias cancels. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_pair_is_asked_for_as_often_as_it_is_the_higher_one(long seed) {
    Posterior posterior = linear(seed);
    double difference = posterior.mean(0, 0) - posterior.mean(1, 1);
    double spread = Math.sqrt(unshared(posterior, 0) + unshared(posterior, 1));
    assertFirstIsChosen(normal(difference / spread), posterior, Objective.REWARD);
  }

  /**
   * |a| > |b| if and only if a - b and a + b have the same sign: for Gaussians of correlation r the
   * probability is 1/2 + arcsin(r) / pi (Sheppard 1899).
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_pair_is_asked_for_as_often_as_it_disagrees_more(long seed) {
    Posterior posterior = linear(seed);
    double a = unshared(posterior, 0);
    double b = unshared(posterior, 1);
    double shared = posterior.biasVariance();
    double correlation = (a - b) / Math.sqrt((a + b) * (a + b + 4 * shared));
    assertFirstIsChosen(0.5 + Math.asin(correlation) / Math.PI, posterior, Objective.DISAGREEMENT);
  }

  private static Posterior linear(long seed) {
    return Rounds.posterior(3, 4, 0, Covariance.DIAGONAL, new SplittableRandom(seed));
  }

  /** The variance of the rating of user n and item n, but for that of the bias. */
  private static double unshared(Posterior posterior, int n) {
    return posterior.users().slopeVariance(n) + posterior.items().slopeVariance(n);
  }

  private static void assertFirstIsChosen(
      double probability, Posterior posterior, Objective objective) {
    Pairs pool = new Pairs(new int[] {0, 1}, new int[] {0, 1});
    RandomGenerator seeds = new SplittableRandom(1);
    int draws = 40_000;
    int first = 0;
    for (int n = 0; n < draws; n++) {
      QueryRound round = Rounds.round(posterior, pool, seeds.nextLong(), 1);
      first += 1 - strategy(objective).select(round)[0];
    }
    double error = Math.sqrt(draws * probability * (1 - probability));
    assertEquals(draws * probability, first, 4 * error);
  }

  /** The distribution function of the standard normal, by the midpoint rule. */
  private static double normal(double z) {
    int steps = 10_000;
    double sum = 0;
    for (int n = 0; n < steps; n++) {
      double x = z * (n + 0.5) / steps;
      sum += Math.exp(-x * x / 2);
    }
    return 0.5 + sum * z / steps / Math.sqrt(2 * Math.PI);
  }

  @Test
  void the_normal_distribution_of_this_test_is_the_known_one() {
    assertEquals(0.975, normal(1.959963984540054), 1e-8);
    assertEquals(0.025, normal(-1.959963984540054), 1e-8);
  }
}
