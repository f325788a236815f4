package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.MovingModel;
import org.querent.strategies.QueryRound;
import org.querent.strategies.Rounds;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.variance.VarianceReduction.Limits;

class RemainingVariancesTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void before_any_answer_they_are_those_of_the_posterior(long seed) {
    Posterior posterior = Rounds.random(seed).posterior();
    RemainingVariances remaining = WholePosterior.variances(posterior);
    assertEquals(posterior.biasVariance() + posterior.noiseVariance(), remaining.beyond(0, 0));
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
    RemainingVariances remaining = WholePosterior.variances(posterior);
    for (int answer = 0; answer < 200; answer++) {
      int user = random.nextInt(posterior.users().size());
      int item = random.nextInt(posterior.items().size());
      double[][] before = copy(remaining);
      double pair = remaining.epistemic(user, item);
      remaining.assumeAnswered(user, item);
      double[][] after = copy(remaining);
      assertTrue(remaining.epistemic(user, item) < pair);
      int width = posterior.factors() + 1;
      int[] rows = {user, item};
      for (int side = 0; side < 2; side++) {
        for (int n = 0; n < before[side].length; n++) {
          double fallen = after[side][n];
          if (n / width == rows[side]) {
            assertTrue(fallen > 0 && fallen <= before[side][n], before[side][n] + ", " + fallen);
          } else {
            assertEquals(before[side][n], fallen, 0.0);
          }
        }
      }
    }
  }

  private static double[][] copy(RemainingVariances remaining) {
    return new double[][] {
      remaining.users().covariances.clone(), remaining.items().covariances.clone()
    };
  }

  /** An answer y = slope + rest observes the slope with the variance of the rest as noise. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void a_slope_falls_as_a_gaussian_that_is_observed(long seed) {
    Posterior posterior = Rounds.random(seed, 0).posterior();
    RandomGenerator random = new SplittableRandom(seed);
    RemainingVariances remaining = WholePosterior.variances(posterior);
    for (int answer = 0; answer < 100; answer++) {
      int user = random.nextInt(posterior.users().size());
      int item = random.nextInt(posterior.items().size());
      double slopeU = remaining.users().covariance(user, 0);
      double slopeI = remaining.items().covariance(item, 0);
      double noise = posterior.biasVariance() + posterior.noiseVariance();
      remaining.assumeAnswered(user, item);
      assertEquals(
          1 / (1 / slopeU + 1 / (noise + slopeI)), remaining.users().covariance(user, 0), 1e-12);
      assertEquals(
          1 / (1 / slopeI + 1 / (noise + slopeU)), remaining.items().covariance(item, 0), 1e-12);
    }
  }

  /** A factor's answer y = mu * v + rest observes it as well, to first order in its neighbour. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12})
  void a_factor_falls_as_a_gaussian_that_is_observed_through_its_neighbours_mean(long seed) {
    Posterior posterior = Rounds.random(seed, 3).posterior();
    RemainingVariances remaining = WholePosterior.variances(posterior);
    double total = posterior.epistemicVariance(1, 0) + posterior.noiseVariance();
    remaining.assumeAnswered(1, 0);
    for (int f = 0; f < 3; f++) {
      double g = posterior.items().factorMean(0, f);
      double t = posterior.users().factorVariance(1, f);
      double rest = total - g * g * t;
      assertEquals(1 / (1 / t + g * g / rest), remaining.users().covariance(1, f + 1), 1e-12);
    }
  }

  /** Whatever fell in between, and whichever rows of the posterior moved. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"DIAGONAL,1", "DIAGONAL,2", "DIAGONAL,3", "FULL,4", "FULL,5", "FULL,6"})
  void following_what_has_changed_is_copying_anew(Covariance covariance, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    MovingModel model = new MovingModel(7, 9, 2, covariance, seed);
    RemainingVariances followed = WholePosterior.variances(model.posterior());
    for (int round = 0; round < 30; round++) {
      for (int n = random.nextInt(4); n > 0; n--) {
        followed.assumeAnswered(random.nextInt(7), random.nextInt(9));
      }
      followed.refresh(model.posterior(), model.move(random));
      RemainingVariances fresh = WholePosterior.variances(model.posterior());
      assertEquals(fresh.beyond(0, 0), followed.beyond(0, 0));
      for (int user = 0; user < 7; user++) {
        for (int item = 0; item < 9; item++) {
          assertEquals(fresh.score(user, item), followed.score(user, item), 0.0);
        }
      }
    }
  }

  /** Users whose answers are noisier tell less. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"DIAGONAL,1", "FULL,2"})
  void an_answer_has_the_noise_of_its_user(Covariance covariance, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    MovingModel model = MovingModel.ofNoiseByUser(7, 9, 2, covariance, seed);
    RemainingVariances followed = WholePosterior.variances(model.posterior());
    for (int round = 0; round < 30; round++) {
      followed.refresh(model.posterior(), model.move(random));
      Posterior posterior = model.posterior();
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (int user = 0; user < 7; user++) {
        double noise = posterior.noiseVariance(user);
        assertEquals(noise, followed.noiseOf(user, 0), 1e-12 * noise);
        assertEquals(posterior.biasVariance() + noise, followed.beyond(user, 3), 1e-9 * noise);
        least = Math.min(least, noise);
        most = Math.max(most, noise);
      }
      assertTrue(least < most);
      assertEquals(least, followed.noise() * followed.lowest(), 1e-12);
      assertEquals(most, followed.noise() * followed.highest(), 1e-12);
    }
    Posterior posterior = model.posterior();
    double slope = followed.users().covariance(3, 0);
    double[] reach = new double[3];
    followed.users().reach(3, followed.items(), 4, reach);
    double z = reach[0];
    double total = posterior.epistemicVariance(3, 4) + posterior.noiseVariance(3);
    followed.assumeAnswered(3, 4);
    assertEquals(slope - z * z / total, followed.users().covariance(3, 0), 1e-12);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"DIAGONAL,1", "DIAGONAL,2", "FULL,3", "FULL,4"})
  void rows_are_scored_as_their_pairs_are(Covariance covariance, long seed) {
    QueryRound round = Rounds.random(seed, 3, covariance);
    RandomGenerator random = round.random();
    RemainingVariances variances = WholePosterior.variances(round.posterior());
    VarianceReduction reduction =
        new VarianceReduction(
            round.posterior(),
            round.candidates(),
            Target.POOL,
            new AnswerNoise(Noise.EQUAL, round.posterior()),
            Limits.DEFAULTS);
    for (Acquisition acquisition : List.of(variances, reduction)) {
      int end = round.candidates().endOfUsers();
      int[] users = random.ints(40, round.candidates().firstUser(), end).toArray();
      int[] items = random.ints(40, 0, round.posterior().items().size()).toArray();
      double[] scores = new double[40];
      acquisition.scoreUser(users[0], items, 30, scores);
      for (int n = 0; n < 30; n++) {
        assertEquals(acquisition.score(users[0], items[n]), scores[n], 0.0);
      }
      acquisition.scoreItem(items[0], users, 40, scores);
      for (int n = 0; n < 40; n++) {
        assertEquals(acquisition.score(users[n], items[0]), scores[n], 0.0);
      }
    }
  }
}
