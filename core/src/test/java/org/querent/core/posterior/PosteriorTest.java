package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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

  @ParameterizedTest(name = "seed {0}, {1}")
  @CsvSource({"1,DIAGONAL", "2,DIAGONAL", "3,DIAGONAL", "4,FULL", "5,FULL", "6,FULL"})
  void mean_and_variance_are_those_of_models_drawn_from_the_posterior(
      long seed, Covariance covariance) {
    Posterior posterior = posterior(seed, covariance);
    RandomGenerator random = new SplittableRandom(seed);
    int user = random.nextInt(USERS);
    int item = random.nextInt(ITEMS);
    int draws = 200_000;
    PosteriorDraw draw = posterior.newDraw();
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

  @ParameterizedTest
  @EnumSource
  void lists_and_blocks_are_the_pairs_one_by_one(Covariance covariance) {
    Posterior posterior = posterior(5, covariance);
    int[] users = {3, 0, 11, 3};
    int[] items = {16, 2, 5};
    double[] means = new double[12];
    double[] variances = new double[12];
    posterior.predictBlock(users, items, means, variances);
    int[] pairUsers = new int[12];
    int[] pairItems = new int[12];
    for (int n = 0; n < 12; n++) {
      pairUsers[n] = users[n / 3];
      pairItems[n] = items[n % 3];
      assertEquals(posterior.mean(pairUsers[n], pairItems[n]), means[n], 1e-12);
      assertEquals(posterior.epistemicVariance(pairUsers[n], pairItems[n]), variances[n], 1e-12);
    }
    double[] listMeans = new double[12];
    double[] listVariances = new double[12];
    posterior.predict(pairUsers, pairItems, listMeans, listVariances);
    assertArrayEquals(means, listMeans, 1e-12);
    assertArrayEquals(variances, listVariances, 1e-12);
  }

  /** Over several tiles of items, the last one not full. */
  @ParameterizedTest(name = "{0}, {1} factors")
  @CsvSource({"DIAGONAL,0", "DIAGONAL,1", "DIAGONAL,7", "FULL,0", "FULL,2", "FULL,5"})
  void a_wide_block_is_its_pairs_on_any_number_of_threads(Covariance covariance, int factors) {
    Posterior one = posterior(7, covariance, factors, 1);
    Posterior three = posterior(7, covariance, factors, 3);
    int[] users = {4, 9, 0};
    int[] items = IntStream.range(0, 300).map(n -> n * 5 % ITEMS).toArray();
    double[][] blocks = new double[4][users.length * items.length];
    one.predictBlock(users, items, blocks[0], blocks[1]);
    three.predictBlock(users, items, blocks[2], blocks[3]);
    assertArrayEquals(blocks[0], blocks[2]);
    assertArrayEquals(blocks[1], blocks[3]);
    int[] pairUsers = IntStream.range(0, 900).map(n -> users[n / 300]).toArray();
    int[] pairItems = IntStream.range(0, 900).map(n -> items[n % 300]).toArray();
    double[][] lists = new double[4][900];
    one.predict(pairUsers, pairItems, lists[0], lists[1]);
    three.predict(pairUsers, pairItems, lists[2], lists[3]);
    assertArrayEquals(lists[0], lists[2]);
    assertArrayEquals(lists[1], lists[3]);
    assertArrayEquals(lists[0], blocks[0], 1e-12);
    assertArrayEquals(lists[1], blocks[1], 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6})
  void a_drawn_model_rates_a_user_s_items_as_pair_by_pair(int factors) {
    PosteriorDraw draw =
        posterior(8, Covariance.FULL, factors, 1).draw(new SplittableRandom(factors));
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
    assertThrows(
        IllegalArgumentException.class,
        () -> posterior.predictBlock(one, one, new double[2], new double[1]));
  }
}
