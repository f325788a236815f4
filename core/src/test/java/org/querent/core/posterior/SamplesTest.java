package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;

class SamplesTest {
  private static final int USERS = 40;
  private static final int ITEMS = 30;
  private static final int[] ALL_USERS =
      IntStream.range(0, USERS * ITEMS).map(n -> n / ITEMS).toArray();
  private static final int[] ALL_ITEMS =
      IntStream.range(0, USERS * ITEMS).map(n -> n % ITEMS).toArray();

  private static FactorizationMachine sampled(RatingUnit unit, int samples, int threads) {
    FactorizationMachine model =
        ModelBuilder.of(
                FeatureSpace.ofPairs(USERS, ITEMS),
                Design.identity(0, USERS),
                Design.identity(USERS, ITEMS),
                unit)
            .settings(ModelSettings.defaults(ModelType.BAYESIAN_FM).withFactors(3))
            .training(TrainingSettings.defaults(Optimizer.GIBBS).withSweeps(5 + samples, 5))
            .streams(new RandomStreams(2))
            .engine(new CpuEngine(threads))
            .build();
    RandomGenerator random = new SplittableRandom(3);
    for (int n = 0; n < 400; n++) {
      double rating = random.nextInt(-2, 3);
      model.add(random.nextInt(USERS), random.nextInt(ITEMS), unit.rating(rating));
    }
    model.fit();
    return model;
  }

  /** The squares of numbers around a million leave four digits to their differences. */
  @ParameterizedTest
  @CsvSource({"0,1,1", "0,1,2", "0,1,30", "1e6,1,30", "-1e6,1e-2,30"})
  void mean_and_variance_are_those_of_what_each_sample_predicts(
      double centre, double spread, int samples) {
    FactorizationMachine model = sampled(new RatingUnit(centre, spread), samples, 1);
    Predictor predictor = model.predictor();
    for (int pair = 0; pair < ALL_USERS.length; pair += 7) {
      int user = ALL_USERS[pair];
      int item = ALL_ITEMS[pair];
      double[] drawn =
          IntStream.range(0, samples)
              .mapToDouble(sample -> model.samplePrediction(sample, user, item))
              .toArray();
      double mean = centre + DoubleStream.of(drawn).map(x -> x - centre).sum() / samples;
      double squares = DoubleStream.of(drawn).map(x -> (x - mean) * (x - mean)).sum();
      double variance = squares / Math.max(1, samples - 1);
      assertEquals(mean, predictor.mean(user, item), 1e-9);
      assertEquals(variance, predictor.epistemicVariance(user, item), 1e-7 * variance);
    }
  }

  @Test
  void a_list_of_pairs_is_predicted_as_each_of_them_on_any_number_of_threads() {
    double[][] means = new double[2][ALL_USERS.length];
    double[][] variances = new double[2][ALL_USERS.length];
    for (int n = 0; n < 2; n++) {
      Predictor predictor = sampled(RatingUnit.STANDARDISED, 10, 1 + 2 * n).predictor();
      predictor.predict(ALL_USERS, ALL_ITEMS, means[n], variances[n]);
      for (int pair = 0; pair < ALL_USERS.length; pair++) {
        int user = ALL_USERS[pair];
        int item = ALL_ITEMS[pair];
        assertEquals(predictor.mean(user, item), means[n][pair], 0.0);
        assertEquals(predictor.epistemicVariance(user, item), variances[n][pair], 0.0);
      }
    }
    assertArrayEquals(means[0], means[1], 0.0);
    assertArrayEquals(variances[0], variances[1], 0.0);
  }

  @Test
  void lists_that_differ_in_length_are_refused() {
    Predictor predictor = sampled(RatingUnit.STANDARDISED, 2, 1).predictor();
    for (int[] lengths : new int[][] {{3, 2, 2, 2}, {2, 3, 2, 2}, {2, 2, 1, 2}, {2, 2, 2, 3}}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              predictor.predict(
                  new int[lengths[0]],
                  new int[lengths[1]],
                  new double[lengths[2]],
                  new double[lengths[3]]));
    }
  }
}
