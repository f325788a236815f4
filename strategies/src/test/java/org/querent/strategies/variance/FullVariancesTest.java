package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;
import org.querent.strategies.variance.VarianceReduction.Limits;

class FullVariancesTest {
  private static QueryRound round(long seed) {
    return Rounds.random(seed, (int) (seed % 4), Covariance.FULL);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void before_any_answer_they_are_those_of_the_posterior(long seed) {
    Posterior posterior = round(seed).posterior();
    RemainingVariances remaining = WholePosterior.variances(posterior);
    for (int user = 0; user < posterior.users().size(); user++) {
      for (int item = 0; item < posterior.items().size(); item++) {
        double variance = posterior.epistemicVariance(user, item);
        assertEquals(variance, remaining.epistemic(user, item), 1e-12 * variance);
      }
    }
  }

  /**
   * The pool's variance is linear in each block, so a gain is what the two blocks' updates save.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_gain_is_the_fall_of_the_pools_variance_row_by_row(long seed) {
    QueryRound round = round(seed);
    Candidates pool = round.candidates();
    Blocks blocks = new Blocks(round.posterior());
    VarianceReduction reduction =
        new VarianceReduction(
            round.posterior(),
            pool,
            Target.POOL,
            new AnswerNoise(Noise.EQUAL, round.posterior()),
            Limits.DEFAULTS);
    for (int c = 0; c < pool.capacity(); c++) {
      double gain = blocks.gain(pool, pool.user(c), pool.item(c));
      assertEquals(gain, reduction.gain(pool.user(c), pool.item(c)), 1e-9 * (1 + gain));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 6, 7})
  void answers_update_the_two_rows_as_gaussians_that_are_observed(long seed) {
    QueryRound round = round(seed);
    Posterior posterior = round.posterior();
    RandomGenerator random = round.random();
    Blocks blocks = new Blocks(posterior);
    RemainingVariances remaining = WholePosterior.variances(posterior);
    for (int answer = 0; answer < 100; answer++) {
      int user = random.nextInt(posterior.users().size());
      int item = random.nextInt(posterior.items().size());
      double before = remaining.epistemic(user, item);
      remaining.assumeAnswered(user, item);
      double total = before + posterior.noiseVariance();
      double[] z = blocks.zItems[item];
      double[][] users = observed(blocks.users[user], z, total);
      blocks.items[item] = observed(blocks.items[item], blocks.zUsers[user], total);
      blocks.users[user] = users;
      assertTrue(remaining.epistemic(user, item) < before);
      assertEquals(blocks.variance(user, item), remaining.epistemic(user, item), 1e-10 * before);
    }
  }

  /** Conditioning a Gaussian on z^T theta + rest, of which {@code total} is the variance. */
  private static double[][] observed(double[][] covariance, double[] z, double total) {
    double[] shrink = new double[z.length];
    for (int a = 0; a < z.length; a++) {
      for (int b = 0; b < z.length; b++) {
        shrink[a] += covariance[a][b] * z[b];
      }
    }
    double[][] after = new double[z.length][z.length];
    for (int a = 0; a < z.length; a++) {
      for (int b = 0; b < z.length; b++) {
        after[a][b] = covariance[a][b] - shrink[a] * shrink[b] / total;
      }
    }
    return after;
  }

  /** The posterior as matrices, and the variance of a pair by its definition. */
  private static final class Blocks {
    private final double bias;
    private final double noise;
    private final double[][][] users;
    private final double[][][] items;
    private final double[][] zUsers;
    private final double[][] zItems;

    Blocks(Posterior posterior) {
      int width = posterior.factors() + 1;
      bias = posterior.biasVariance();
      noise = posterior.noiseVariance();
      users = covariances(posterior.users(), width);
      items = covariances(posterior.items(), width);
      zUsers = sensitivities(posterior.users(), width);
      zItems = sensitivities(posterior.items(), width);
    }

    private static double[][][] covariances(GaussianRows rows, int width) {
      double[][][] blocks = new double[rows.size()][width][width];
      for (int row = 0; row < blocks.length; row++) {
        for (int a = 0; a < width; a++) {
          for (int b = 0; b < width; b++) {
            blocks[row][a][b] = rows.covariance(row, a, b);
          }
        }
      }
      return blocks;
    }

    private static double[][] sensitivities(GaussianRows rows, int width) {
      double[][] z = new double[rows.size()][width];
      for (int row = 0; row < z.length; row++) {
        z[row][0] = 1;
        for (int f = 1; f < width; f++) {
          z[row][f] = rows.factorMean(row, f - 1);
        }
      }
      return z;
    }

    double variance(int user, int item) {
      double variance = bias;
      double[] zU = zUsers[user];
      double[] zI = zItems[item];
      for (int a = 0; a < zU.length; a++) {
        for (int b = 0; b < zU.length; b++) {
          double u = users[user][a][b];
          double i = items[item][a][b];
          variance += zI[a] * u * zI[b] + zU[a] * i * zU[b] + (a > 0 && b > 0 ? u * i : 0);
        }
      }
      return variance;
    }

    double gain(Candidates pool, int user, int item) {
      double total = variance(user, item) + noise;
      double before = sum(pool);
      double[][] keptUser = users[user];
      users[user] = observed(keptUser, zItems[item], total);
      double gain = before - sum(pool);
      users[user] = keptUser;
      double[][] keptItem = items[item];
      items[item] = observed(keptItem, zUsers[user], total);
      gain += before - sum(pool);
      items[item] = keptItem;
      return gain;
    }

    private double sum(Candidates pool) {
      double sum = 0;
      for (int n = 0; n < pool.size(); n++) {
        sum += variance(pool.user(pool.open(n)), pool.item(pool.open(n)));
      }
      return sum;
    }
  }
}
