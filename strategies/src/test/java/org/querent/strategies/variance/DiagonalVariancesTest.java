package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.model.Posterior;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;

class DiagonalVariancesTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void before_any_answer_they_are_those_of_the_posterior(long seed) {
    Posterior posterior = Rounds.random(seed).posterior();
    DiagonalVariances remaining = new DiagonalVariances(posterior);
    assertEquals(posterior.noiseVariance(), remaining.noise);
    for (int user = 0; user < posterior.users().size(); user++) {
      for (int item = 0; item < posterior.items().size(); item++) {
        double variance = posterior.epistemicVariance(user, item);
        assertEquals(variance, remaining.epistemic(user, item), 1e-12 * variance);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void an_answer_lowers_its_own_rows_and_touches_no_other(long seed) {
    QueryRound round = Rounds.random(seed);
    Posterior posterior = round.posterior();
    RandomGenerator random = round.random();
    DiagonalVariances remaining = new DiagonalVariances(posterior);
    for (int answer = 0; answer < 200; answer++) {
      int user = random.nextInt(posterior.users().size());
      int item = random.nextInt(posterior.items().size());
      double[][] before = copy(remaining);
      double pair = remaining.epistemic(user, item);
      remaining.assumeAnswered(user, item);
      double[][] after = copy(remaining);
      assertTrue(remaining.epistemic(user, item) < pair);
      int k = remaining.factors;
      int[] widths = {1, 1, k, k};
      int[] rows = {user, item, user, item};
      for (int part = 0; part < 4; part++) {
        for (int n = 0; n < before[part].length; n++) {
          double fallen = after[part][n];
          if (n / widths[part] == rows[part]) {
            assertTrue(fallen > 0 && fallen <= before[part][n], before[part][n] + ", " + fallen);
          } else {
            assertEquals(before[part][n], fallen, 0.0);
          }
        }
      }
    }
  }

  private static double[][] copy(DiagonalVariances remaining) {
    return new double[][] {
      remaining.users.slopes.clone(),
      remaining.items.slopes.clone(),
      remaining.users.variances.clone(),
      remaining.items.variances.clone()
    };
  }

  /** An answer y = slope + rest observes the slope with the variance of the rest as noise. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void a_slope_falls_as_a_gaussian_that_is_observed(long seed) {
    Posterior posterior = Rounds.random(seed, 0).posterior();
    RandomGenerator random = new SplittableRandom(seed);
    DiagonalVariances remaining = new DiagonalVariances(posterior);
    for (int answer = 0; answer < 100; answer++) {
      int user = random.nextInt(posterior.users().size());
      int item = random.nextInt(posterior.items().size());
      double slopeU = remaining.users.slopes[user];
      double slopeI = remaining.items.slopes[item];
      double noise = posterior.biasVariance() + posterior.noiseVariance();
      remaining.assumeAnswered(user, item);
      assertEquals(1 / (1 / slopeU + 1 / (noise + slopeI)), remaining.users.slopes[user], 1e-12);
      assertEquals(1 / (1 / slopeI + 1 / (noise + slopeU)), remaining.items.slopes[item], 1e-12);
    }
  }

  /** A factor's answer y = mu * v + rest observes it as well, to first order in its neighbour. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12})
  void a_factor_falls_as_a_gaussian_that_is_observed_through_its_neighbours_mean(long seed) {
    Posterior posterior = Rounds.random(seed, 3).posterior();
    DiagonalVariances remaining = new DiagonalVariances(posterior);
    double total = posterior.epistemicVariance(1, 0) + posterior.noiseVariance();
    remaining.assumeAnswered(1, 0);
    for (int f = 0; f < 3; f++) {
      double g = posterior.items().factorMean(0, f);
      double t = posterior.users().factorVariance(1, f);
      double rest = total - g * g * t;
      assertEquals(1 / (1 / t + g * g / rest), remaining.users.variances[3 + f], 1e-12);
    }
  }
}
