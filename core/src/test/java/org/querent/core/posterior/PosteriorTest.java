package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

public class PosteriorTest {
  private static final int USERS = 12;
  private static final int ITEMS = 17;

  private final Posterior posterior = posterior(5);

  public static Posterior posterior(long seed) {
    return posterior(seed, Covariance.DIAGONAL);
  }

  public static Posterior posterior(long seed, Covariance covariance) {
    return posterior(seed, covariance, 4, 1);
  }

  private static Posterior posterior(long seed, Covariance covariance, int factors, int threads) {
    RandomGenerator random = new SplittableRandom(seed);
    FactorizationMachine model =
        ModelBuilder.of(
                FeatureSpace.ofPairs(USERS, ITEMS),
                Design.identity(0, USERS),
                Design.identity(USERS, ITEMS),
                RatingUnit.STANDARDISED)
            .settings(ModelSettings.DEFAULTS.withFactors(factors).withCovariance(covariance))
            .training(TrainingSettings.DEFAULTS)
            .streams(new RandomStreams(seed))
            .engine(new CpuEngine(threads))
            .build();
    double[][] users = vectors(USERS, random);
    double[][] items = vectors(ITEMS, random);
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < ITEMS - 1; item++) {
        if (random.nextInt(3) > 0) {
          double rating = 3 + users[user][0] * items[item][0] + users[user][1] * items[item][1];
          model.add(user, item, (float) (rating + 0.3 * random.nextGaussian()));
        }
      }
    }
    model.fit();
    return model.posterior();
  }

  private static double[][] vectors(int rows, RandomGenerator random) {
    double[][] vectors = new double[rows][];
    for (int row = 0; row < rows; row++) {
      vectors[row] = new double[] {random.nextGaussian(), random.nextGaussian()};
    }
    return vectors;
  }

  @ParameterizedTest
  @EnumSource
  void a_row_without_ratings_has_the_variances_of_the_prior(Covariance covariance) {
    Posterior posterior = posterior(7, covariance); // where nobody has rated the last item
    for (int a = 0; a <= posterior.factors(); a++) {
      for (int b = 0; b <= posterior.factors(); b++) {
        double product = 0;
        for (int c = 0; c <= posterior.factors(); c++) {
          product +=
              posterior.priorPrecisionOfItems(a, c) * posterior.items().covariance(ITEMS - 1, c, b);
        }
        assertEquals(a == b ? 1 : 0, product, 1e-9);
      }
    }
    assertNotEquals(posterior.priorPrecisionOfUsers(1, 1), posterior.priorPrecisionOfItems(1, 1));
  }

  @ParameterizedTest(name = "seed {0}, {1}")
  @CsvSource({"1,DIAGONAL", "2,DIAGONAL", "3,DIAGONAL", "4,FULL", "5,FULL", "6,FULL"})
  void mean_and_variance_are_those_of_models_drawn_from_the_posterior(
      long seed, Covariance covariance) {
    Posterior posterior = posterior(seed, covariance);
    RandomGenerator random = new SplittableRandom(seed);
    int user = random.nextInt(USERS);
    int item = random.nextInt(ITEMS);
    assertMoments(posterior, posterior.newDraw(), user, item, random);
    assertMoments(posterior, posterior.newDraw(user, user + 1), user, item, random);
  }

  private static void assertMoments(
      Posterior posterior, PosteriorDraw draw, int user, int item, RandomGenerator random) {
    int draws = 200_000;
    double mean = posterior.mean(user, item);
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (int n = 0; n < draws; n++) {
      draw.redraw(random);
      double deviation = draw.rating(user, item) - mean;
      sum += deviation;
      squares += deviation * deviation;
      fourth += Math.pow(deviation, 4);
    }
    double variance = squares / draws;
    double errorOfMean = Math.sqrt(variance / draws);
    double errorOfVariance = Math.sqrt((fourth / draws - variance * variance) / draws);
    assertEquals(0, sum / draws, 4 * errorOfMean);
    assertEquals(variance, posterior.epistemicVariance(user, item), 4 * errorOfVariance);
  }

  @ParameterizedTest(name = "{0}, {1} factors")
  @CsvSource({"DIAGONAL,0", "DIAGONAL,1", "DIAGONAL,7", "FULL,0", "FULL,2", "FULL,5"})
  void a_list_is_its_pairs_on_any_number_of_threads(Covariance covariance, int factors) {
    for (int threads : new int[] {1, 3}) {
      Posterior posterior = posterior(7, covariance, factors, threads);
      int[] users = IntStream.range(0, 900).map(n -> n * 7 % USERS).toArray();
      int[] items = IntStream.range(0, 900).map(n -> n * 5 % ITEMS).toArray();
      double[] means = new double[900];
      double[] variances = new double[900];
      posterior.predict(users, items, means, variances);
      for (int n = 0; n < 900; n++) {
        assertEquals(posterior.mean(users[n], items[n]), means[n]);
        assertEquals(posterior.epistemicVariance(users[n], items[n]), variances[n]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6})
  void a_drawn_model_rates_a_user_s_items_as_pair_by_pair(int factors) {
    PosteriorDraw draw = posterior(8, Covariance.FULL, factors, 1).newDraw();
    draw.redraw(new SplittableRandom(factors));
    int[] items = {16, 0, 3, 3, 9, 11};
    double[] ratings = new double[7];
    draw.ratings(5, items, 6, ratings);
    for (int n = 0; n < 6; n++) {
      assertEquals(draw.rating(5, items[n]), ratings[n], 1e-12);
    }
    assertEquals(0, ratings[6]);
  }

  @Test
  void a_new_rating_is_less_certain_by_the_noise() {
    assertEquals(
        posterior.epistemicVariance(1, 1) + posterior.noiseVariance(),
        posterior.predictiveVariance(1, 1));
  }

  @Test
  void outputs_of_a_wrong_length_are_refused() {
    int[] one = {0};
    assertThrows(
        IllegalArgumentException.class,
        () -> posterior.predict(one, one, new double[1], new double[2]));
  }
}
