package org.querent.strategies.variance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.Likelihood;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.PriorScale;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;
import org.querent.strategies.Pairs;
import org.querent.strategies.variance.VarianceReduction.Limits;

/** The gain of an answer against what the model makes of it. */
class PredictedFallTest {
  private static final int USERS = 40;
  private static final int ITEMS = 60;
  private static final int FACTORS = 2;
  private static final int ASKED = 60;

  /** Drawn from a factorization machine; the first pairs are known, the others are the pool. */
  private static final class World {
    final int[] users;
    final int[] items;
    final float[] ratings;
    final int known;

    World(long seed) {
      RandomStreams streams = new RandomStreams(seed);
      double[][] ofUsers = rows(USERS, streams.stream("users"));
      double[][] ofItems = rows(ITEMS, streams.stream("items"));
      // Some rate a third of what others do, and some are rated as much less.
      RandomGenerator chance = streams.stream("chance");
      int[] pairs =
          Arrays.stream(RandomStreams.permutation(USERS * ITEMS, chance))
              .filter(n -> chance.nextDouble() < (1 + n % 3) * (1 + n / ITEMS % 3) / 9.0)
              .toArray();
      users = Arrays.stream(pairs).map(n -> n / ITEMS).toArray();
      items = Arrays.stream(pairs).map(n -> n % ITEMS).toArray();
      ratings = new float[pairs.length];
      for (int n = 0; n < pairs.length; n++) {
        double mean = 3;
        for (int a = 0; a <= FACTORS; a++) {
          double u = ofUsers[users[n]][a];
          double i = ofItems[items[n]][a];
          mean += a == 0 ? u + i : u * i;
        }
        ratings[n] = (float) (mean + 0.7 * chance.nextGaussian());
      }
      known = ratings.length * 9 / 10;
    }

    private static double[][] rows(int count, RandomGenerator random) {
      return IntStream.range(0, count)
          .mapToObj(
              n ->
                  IntStream.rangeClosed(0, FACTORS)
                      .mapToDouble(a -> 0.7 * random.nextGaussian())
                      .toArray())
          .toArray(double[][]::new);
    }

    /**
     * Noise and priors are those of the data, so that an answer moves its two rows and the bias.
     */
    FactorizationMachine fitted(Covariance covariance) {
      FactorizationMachine model =
          FactorizationMachine.ofPairs(
              USERS,
              ITEMS,
              new ModelSettings(
                  ModelType.VFM,
                  FACTORS,
                  true,
                  covariance,
                  Grouping.NONE,
                  PriorScale.FIXED,
                  2,
                  1,
                  1,
                  1,
                  2,
                  RatingNoise.COMMON,
                  Likelihood.GAUSSIAN),
              TrainingSettings.DEFAULTS.withSweeps(40, 40),
              new RandomStreams(1));
      for (int n = 0; n < known; n++) {
        model.add(users[n], items[n], ratings[n]);
      }
      model.fit();
      return model;
    }

    /** The summed variance of the pool. */
    double variance(Posterior posterior) {
      return IntStream.range(known, users.length)
          .mapToDouble(n -> posterior.epistemicVariance(users[n], items[n]))
          .sum();
    }

    private int[] pool(int[] of) {
      return Arrays.copyOfRange(of, known, of.length);
    }

    Pairs pool() {
      return new Pairs(pool(users), pool(items));
    }
  }

  static Stream<Arguments> covariances_and_seeds() {
    return Arrays.stream(Covariance.values())
        .flatMap(of -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(of, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("covariances_and_seeds")
  void the_pools_variance_falls_as_predicted_once_an_answer_is_taken_in(
      Covariance covariance, long seed) {
    World world = new World(seed);
    Posterior before = world.fitted(covariance).posterior();
    VarianceReduction reduction =
        new VarianceReduction(
            before,
            world.pool(),
            Target.POOL,
            new AnswerNoise(Noise.EQUAL, before),
            Limits.DEFAULTS);
    double[] gains = new double[ASKED];
    double[] falls = new double[ASKED];
    for (int n = 0; n < ASKED; n++) {
      int asked = world.known + n;
      gains[n] = reduction.gain(world.users[asked], world.items[asked]);
      falls[n] = expectedFall(world, before, covariance, world.users[asked], world.items[asked]);
    }
    double rank = new SpearmansCorrelation().correlation(gains, falls);
    SimpleRegression line = new SimpleRegression(false);
    for (int n = 0; n < ASKED; n++) {
      line.addData(gains[n], falls[n]);
    }
    assertTrue(rank > 0.98, "rank correlation " + rank);
    // The model takes the parameters that a sensitivity is made of for known, the gain does not.
    double slope = line.getSlope();
    assertTrue(slope > 1 && slope < 1.5, "slope " + slope);
  }

  /** Over two answers that have the mean and the variance that are predicted. */
  private static double expectedFall(
      World world, Posterior before, Covariance covariance, int user, int item) {
    double deviation = Math.sqrt(before.predictiveVariance(user, item));
    double after = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      FactorizationMachine model = world.fitted(covariance);
      model.add(user, item, (float) (before.mean(user, item) + sign * deviation));
      model.update(new UpdateSettings(1, Neighbours.NONE, 0));
      after += world.variance(model.posterior()) / 2;
    }
    return world.variance(before) - after;
  }
}
