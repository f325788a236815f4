package org.querent.core.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.RatingScale;
import org.querent.core.engine.Engine;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/**
 * Ratings c y + d on the scale from c min + d to c max + d have c times the means, plus d, and c^2
 * times the variances, whatever the model, the optimiser, the engine, and how it got there.
 */
class RatingUnitTest {
  private static final RatingScale STARS = RatingScale.WHOLE_STARS;
  private static final int USERS = 12;
  private static final int ITEMS = 15;

  /**
   * Relative to the spread of the ratings; nothing is lost but what a double at 1000 cannot say.
   */
  private static final double TOLERANCE = 1e-9;

  /** y becomes c y + d. */
  private record Change(double c, double d) {
    RatingScale scale() {
      return new RatingScale(rating(STARS.min()), rating(STARS.max()));
    }

    double rating(double stars) {
      return c * stars + d;
    }
  }

  private static final Change NONE = new Change(1, 0);

  private static Stream<Change> changes() {
    return Stream.of(0.01, 2.0, 20.0, 1000.0)
        .flatMap(c -> Stream.of(-10.0, 0.0, 1000.0).map(d -> new Change(c, d)));
  }

  /** How a model is made. */
  private record Kind(
      ModelType type, Covariance covariance, Optimizer optimizer, EngineKind engine) {
    FactorizationMachine model(Shapes shapes, Change change) {
      return ModelBuilder.of(
              shapes.space(), shapes.left(), shapes.right(), RatingUnit.of(change.scale()))
          .settings(ModelSettings.defaults(type).withFactors(3).withCovariance(covariance))
          .training(TrainingSettings.defaults(optimizer).withSweeps(24, 4))
          .streams(new RandomStreams(3))
          .engine(Engine.of(engine, 1))
          .build();
    }
  }

  private static List<Kind> allKinds() {
    List<Kind> kinds = new ArrayList<>();
    for (EngineKind engine : List.of(EngineKind.CPU, EngineKind.ND4J)) {
      for (ModelType type : ModelType.values()) {
        if (type == ModelType.BAYESIAN_FM) {
          kinds.add(new Kind(type, Covariance.DIAGONAL, Optimizer.GIBBS, engine));
          continue;
        }
        kinds.add(new Kind(type, Covariance.DIAGONAL, Optimizer.COORDINATE_ASCENT, engine));
        kinds.add(new Kind(type, Covariance.DIAGONAL, Optimizer.ADAM, engine));
        if (type != ModelType.FM) {
          kinds.add(new Kind(type, Covariance.FULL, Optimizer.COORDINATE_ASCENT, engine));
        }
      }
    }
    return kinds;
  }

  static Stream<Arguments> kinds() {
    RandomGenerator random = new SplittableRandom(4);
    return Stream.of(ModelFixtures.pairs(USERS, ITEMS), ModelFixtures.fields(4, 6, false, random))
        .flatMap(shapes -> allKinds().stream().map(kind -> Arguments.of(kind, shapes)));
  }

  /** Those that are not sampled, and rows with a feature of their own. */
  static Stream<Arguments> kindsToFoldIn() {
    return Stream.of(ModelFixtures.pairs(USERS, ITEMS), ModelFixtures.kinds(USERS, ITEMS, 3))
        .flatMap(
            shapes ->
                allKinds().stream()
                    .filter(kind -> kind.type != ModelType.BAYESIAN_FM)
                    .map(kind -> Arguments.of(kind, shapes)));
  }

  /** A model of changed ratings, taken through the same steps. */
  private static final class Told {
    private final Change change;
    private final RandomGenerator random = new SplittableRandom(5);
    final FactorizationMachine model;
    final int users;
    final int items;

    Told(Kind kind, Shapes shapes, Change change) {
      this.change = change;
      model = kind.model(shapes, change);
      users = shapes.left().rows();
      items = shapes.right().rows();
      tell(150);
      model.fit();
    }

    void tell(int count) {
      for (int n = 0; n < count; n++) {
        int user = random.nextInt(users - 1);
        int item = random.nextInt(items - 1);
        model.add(user, item, change.rating(random.nextInt(1, 6)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void changed_ratings_give_changed_means_and_variances(Kind kind, Shapes shapes) {
    Told stars = new Told(kind, shapes, NONE);
    List<Told> others = changes().map(change -> new Told(kind, shapes, change)).toList();
    others.forEach(other -> requireLaw(stars, other));
    for (UpdateSettings how :
        List.of(
            new UpdateSettings(2, Neighbours.ONE_HOP, 0.01),
            new UpdateSettings(1, Neighbours.ALL, 0))) {
      Stream.concat(Stream.of(stars), others.stream())
          .forEach(
              told -> {
                told.tell(5);
                told.model.update(how);
              });
      others.forEach(other -> requireLaw(stars, other));
    }
  }

  @ParameterizedTest
  @MethodSource("kindsToFoldIn")
  void a_row_is_folded_in_the_same(Kind kind, Shapes shapes) {
    Told stars = new Told(kind, shapes, NONE);
    List<Told> others = changes().map(change -> new Told(kind, shapes, change)).toList();
    Stream.concat(Stream.of(stars), others.stream())
        .forEach(
            told -> {
              told.tell(5);
              told.model.foldInUser(1);
              told.model.foldInItem(2);
            });
    others.forEach(other -> requireLaw(stars, other));
  }

  private static void requireLaw(Told stars, Told other) {
    Change change = other.change;
    requireLaw(stars.model.predictor(), other.model.predictor(), stars, change);
    if (stars.model.predictor() instanceof Posterior posterior) {
      requireParameters(posterior, other.model.posterior(), change);
      requireDraws(posterior, other.model.posterior(), stars, change);
    }
    for (int sample = 0; sample < stars.model.samples(); sample++) {
      requireMean(
          stars.model.samplePrediction(sample, 1, 2),
          other.model.samplePrediction(sample, 1, 2),
          change);
    }
    double bound = stars.model.bound().total();
    assertEquals(bound, other.model.bound().total(), TOLERANCE * Math.abs(bound));
  }

  private static void requireMean(double stars, double other, Change change) {
    double tolerance = TOLERANCE * change.c * Math.max(1, Math.abs(stars));
    assertEquals(change.rating(stars), other, tolerance, change.toString());
  }

  /** The law of a number in the given power of the ratings' unit. */
  private static void requireScaled(double stars, double other, double units, Change change) {
    double times = Math.pow(change.c, units);
    assertEquals(times * stars, other, TOLERANCE * times * Math.max(1, Math.abs(stars)));
  }

  private static void requireLaw(Predictor stars, Predictor other, Told told, Change change) {
    requireScaled(stars.noiseVariance(), other.noiseVariance(), 2, change);
    int pairs = told.users * told.items;
    int[] users = IntStream.range(0, pairs).map(pair -> pair / told.items).toArray();
    int[] items = IntStream.range(0, pairs).map(pair -> pair % told.items).toArray();
    double[] means = new double[pairs];
    double[] variances = new double[pairs];
    other.predict(users, items, means, variances);
    for (int pair = 0; pair < pairs; pair++) {
      double mean = stars.mean(users[pair], items[pair]);
      double variance = stars.epistemicVariance(users[pair], items[pair]);
      requireMean(mean, means[pair], change);
      requireMean(mean, other.mean(users[pair], items[pair]), change);
      requireScaled(variance, variances[pair], 2, change);
      requireScaled(variance, other.epistemicVariance(users[pair], items[pair]), 2, change);
      double predictive = stars.predictiveVariance(users[pair], items[pair]);
      requireScaled(predictive, other.predictiveVariance(users[pair], items[pair]), 2, change);
    }
  }

  /** Those of a posterior predict what it predicts, and have the units that this takes. */
  private static void requireParameters(Posterior stars, Posterior other, Change change) {
    requireMean(stars.biasMean(), other.biasMean(), change);
    requireScaled(stars.biasVariance(), other.biasVariance(), 2, change);
    requireParameters(stars.users(), other.users(), stars.factors(), change);
    requireParameters(stars.items(), other.items(), stars.factors(), change);
    double mean = other.biasMean() + other.users().slopeMean(1) + other.items().slopeMean(2);
    for (int f = 0; f < other.factors(); f++) {
      mean += other.users().factorMean(1, f) * other.items().factorMean(2, f);
    }
    assertEquals(mean, other.mean(1, 2), TOLERANCE * change.c);
  }

  private static void requireParameters(
      GaussianRows stars, GaussianRows other, int factors, Change change) {
    for (int row = 0; row < stars.size(); row++) {
      requireScaled(stars.slopeMean(row), other.slopeMean(row), 1, change);
      requireScaled(stars.slopeVariance(row), other.slopeVariance(row), 2, change);
      for (int f = 0; f < factors; f++) {
        requireScaled(stars.factorMean(row, f), other.factorMean(row, f), 0.5, change);
        requireScaled(stars.factorVariance(row, f), other.factorVariance(row, f), 1, change);
        double withSlope = stars.covariance(row, 0, f + 1);
        requireScaled(withSlope, other.covariance(row, 0, f + 1), 1.5, change);
        requireScaled(stars.covariance(row, 1, f + 1), other.covariance(row, 1, f + 1), 1, change);
      }
    }
  }

  private static void requireDraws(Posterior stars, Posterior other, Told told, Change change) {
    PosteriorDraw one = stars.newDraw();
    one.redraw(new SplittableRandom(6));
    PosteriorDraw two = other.newDraw();
    two.redraw(new SplittableRandom(6));
    int[] items = IntStream.range(0, told.items).toArray();
    double[] ratings = new double[told.items];
    for (int user = 0; user < told.users; user++) {
      two.ratings(user, items, told.items, ratings);
      for (int item = 0; item < told.items; item++) {
        requireMean(one.rating(user, item), two.rating(user, item), change);
        requireMean(one.rating(user, item), ratings[item], change);
      }
    }
  }

  @Test
  void the_middle_of_a_scale_is_0_and_a_quarter_of_its_range_is_1() {
    assertEquals(new RatingUnit(3, 1), RatingUnit.of(RatingScale.WHOLE_STARS));
    assertEquals(new RatingUnit(0, 5), RatingUnit.of(new RatingScale(-10, 10)));
    RatingUnit halves = RatingUnit.of(RatingScale.HALF_STARS);
    assertEquals(-2, halves.standardised(0.5));
    assertEquals(2, halves.standardised(5));
    assertEquals(4.5, halves.rating(halves.standardised(4.5)), 1e-7);
  }

  @Test
  void a_changed_scale_gives_the_same_standardised_ratings_to_the_last_bit() {
    changes()
        .forEach(
            change -> {
              RatingUnit unit = RatingUnit.of(change.scale());
              for (int stars = 4; stars <= 20; stars++) {
                double rating = change.rating(stars / 4.0);
                assertEquals(stars / 4f - 3, unit.standardised(rating), 0f, change.toString());
              }
            });
  }

  @Test
  void a_unit_without_a_spread_is_refused() {
    for (double spread : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String refusal =
          assertThrows(IllegalArgumentException.class, () -> new RatingUnit(1, spread))
              .getMessage();
      assertTrue(refusal.contains("unit of " + spread), refusal);
    }
    assertThrows(IllegalArgumentException.class, () -> new RatingUnit(Double.NaN, 1));
  }
}
