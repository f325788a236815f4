package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.engine.CpuEngine;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/** Nine in ten of the ratings that a model was not fitted to are within its 90 % intervals. */
class CoverageTest {
  /** Half the width of a central 90 % interval, in standard deviations. */
  private static final double HALF_WIDTH_90 = 1.6448536269514722;

  private enum Model {
    FM(ModelType.FM, Optimizer.COORDINATE_ASCENT, Covariance.DIAGONAL),
    FM_BY_ADAM(ModelType.FM, Optimizer.ADAM, Covariance.DIAGONAL),
    VFM(ModelType.VFM, Optimizer.COORDINATE_ASCENT, Covariance.DIAGONAL),
    VFM_FULL(ModelType.VFM, Optimizer.COORDINATE_ASCENT, Covariance.FULL),
    AUTO_VFM(ModelType.AUTO_VFM, Optimizer.COORDINATE_ASCENT, Covariance.DIAGONAL),
    BAYESIAN_FM(ModelType.BAYESIAN_FM, Optimizer.GIBBS, Covariance.DIAGONAL);

    private final ModelSettings settings;
    private final TrainingSettings training;

    Model(ModelType type, Optimizer optimizer, Covariance covariance) {
      settings = ModelSettings.defaults(type).withFactors(4).withCovariance(covariance);
      training = TrainingSettings.defaults(optimizer);
    }

    FactorizationMachine of(int users, int items, RatingUnit unit) {
      return ModelBuilder.of(
              FeatureSpace.ofPairs(users, items),
              Design.identity(0, users),
              Design.identity(users, items),
              unit)
          .settings(settings)
          .training(training)
          .streams(new RandomStreams(1))
          .engine(new CpuEngine(1))
          .build();
    }
  }

  /** Ratings of four factors with noise, of different pairs. */
  private record Generated(int users, int items, int[] pairs, double[] ratings) {
    static Generated of(int users, int items, long seed) {
      RandomGenerator random = new SplittableRandom(seed);
      double[][] rows = new double[users + items][5];
      Arrays.stream(rows).forEach(row -> Arrays.setAll(row, a -> 0.4 * random.nextGaussian()));
      int[] pairs = RandomStreams.permutation(users * items, random);
      double[] ratings = new double[pairs.length];
      for (int n = 0; n < pairs.length; n++) {
        double[] user = rows[pairs[n] / items];
        double[] item = rows[users + pairs[n] % items];
        double product = IntStream.range(1, 5).mapToDouble(a -> user[a] * item[a]).sum();
        ratings[n] = user[0] + item[0] + product + 0.7 * random.nextGaussian();
      }
      return new Generated(users, items, pairs, ratings);
    }

    void add(FactorizationMachine model, int from, int to) {
      for (int n = from; n < to; n++) {
        model.add(pairs[n] / items, pairs[n] % items, ratings[n]);
      }
    }

    double covered(Predictor predictor, int from) {
      return IntStream.range(from, pairs.length)
              .filter(n -> isCovered(predictor, pairs[n] / items, pairs[n] % items, ratings[n]))
              .count()
          / (double) (pairs.length - from);
    }
  }

  private static boolean isCovered(Predictor predictor, int user, int item, double rating) {
    double deviation = Math.sqrt(predictor.predictiveVariance(user, item));
    return Math.abs(rating - predictor.mean(user, item)) <= HALF_WIDTH_90 * deviation;
  }

  private static void assertNineInTen(double covered, String what) {
    assertTrue(covered >= 0.88 && covered <= 0.92, what + ": " + covered);
  }

  @ParameterizedTest
  @EnumSource
  void nine_in_ten_generated_ratings_are_covered(Model of) {
    for (int rows : new int[] {80, 200, 400}) {
      Generated data = Generated.of(rows, rows, rows);
      int known = 25 * rows;
      FactorizationMachine model = of.of(rows, rows, RatingUnit.STANDARDISED);
      data.add(model, 0, known);
      model.fit();
      assertNineInTen(data.covered(model.predictor(), known), rows + " rows");
    }
  }

  @ParameterizedTest
  @EnumSource
  void nine_in_ten_ratings_of_movielens_are_covered(Model of) {
    Ratings ratings = new DatasetCatalog(Path.of("none")).load("ml-latest-small-2016").ratings();
    int[] order = RandomStreams.permutation(ratings.size(), new SplittableRandom(1));
    int known = 3 * ratings.size() / 4;
    FactorizationMachine model =
        of.of(ratings.userCount(), ratings.itemCount(), RatingUnit.of(ratings.scale()));
    model.addAll(ratings.select(Arrays.copyOf(order, known)));
    model.fit();
    long covered =
        Arrays.stream(order, known, order.length)
            .filter(
                n ->
                    isCovered(
                        model.predictor(), ratings.user(n), ratings.item(n), ratings.rating(n)))
            .count();
    assertNineInTen(covered / (double) (order.length - known), of.toString());
  }

  /** As many factors as are fitted against residuals, and updates by what new ratings reach. */
  @Test
  void a_point_estimate_covers_them_however_it_is_fitted() {
    Generated data = Generated.of(200, 200, 1);
    int known = 5_000;
    for (int factors : new int[] {0, 4, 20}) {
      ModelSettings settings = Model.FM.settings.withFactors(factors);
      FactorizationMachine model =
          FactorizationMachine.ofPairs(
              200, 200, settings, TrainingSettings.DEFAULTS, new RandomStreams(1));
      data.add(model, 0, known);
      model.fit();
      assertNineInTen(data.covered(model.predictor(), known), "k = " + factors);
      for (int from = known; from < 2 * known; from += 500) {
        data.add(model, from, from + 500);
        model.update(new UpdateSettings(1, Neighbours.ONE_HOP, 0.01));
      }
      double followed = model.noiseVariance();
      assertNineInTen(data.covered(model.predictor(), 2 * known), "updated, k = " + factors);
      assertEquals(model.refitted().noiseVariance(), followed, 0.02 * followed);
    }
  }

  @Test
  void what_the_noise_is_taken_for_moves_no_point_estimate() {
    Generated data = Generated.of(80, 80, 1);
    ModelSettings learned = Model.FM.settings;
    double[][] means = new double[2][];
    for (int n = 0; n < 2; n++) {
      ModelSettings settings = n == 0 ? learned : learned.change().noisePrecision(1).build();
      FactorizationMachine model =
          FactorizationMachine.ofPairs(
              80, 80, settings, TrainingSettings.DEFAULTS, new RandomStreams(1));
      data.add(model, 0, 2_000);
      model.fit();
      means[n] = model.internals().machine().features.means;
    }
    assertArrayEquals(means[0], means[1]);
  }
}
