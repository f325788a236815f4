package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.RatingScale;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.fit.RowSolver;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.PosteriorDraw;
import org.querent.core.posterior.Predictor;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/** Ratings without noise, which leave a fit nothing unexplained, and ratings that are too few. */
class DegenerateRatingsTest {
  /** Half the width of a central 90 % interval, in standard deviations. */
  private static final double HALF_WIDTH_90 = 1.6448536269514722;

  private static final Engine CPU = new CpuEngine(1);
  private static final Engine ND4J = Engine.of(EngineKind.ND4J, 1);

  private record Rating(int user, int item, float value) {}

  private interface Answers {
    double of(int user, int item);
  }

  private enum Data {
    CONSTANT(pairs(20, 30), 0.6, (user, item) -> 4),
    /** Several features a row, each of several rows. */
    CONSTANT_AND_DESCRIBED(
        ModelFixtures.fields(5, 6, false, new SplittableRandom(2)), 0.6, (user, item) -> 4),
    /** Rank one beside the slopes. */
    NOISE_FREE(
        pairs(20, 30), 0.6, (u, i) -> 3 + level(u) - 0.5 * level(i + 1) + level(u) * level(i)),
    ONE_USER(pairs(1, 30), 0.8, (user, item) -> item % 5 + 1),
    ONE_ITEM(pairs(30, 1), 0.8, (user, item) -> user % 5 + 1),
    TWO_RATINGS(pairs(2, 1), 1, (user, item) -> 1 + 4 * user),
    TWO_EQUAL_RATINGS(pairs(1, 2), 1, (user, item) -> 5),
    ONE_RATING(pairs(1, 1), 1, (user, item) -> 2);

    final Shapes shapes;
    final List<Rating> ratings;

    /** The last row of either side stays without ratings. */
    Data(Shapes shapes, double part, Answers answers) {
      this.shapes = shapes;
      ratings = rated(shapes, part, answers, 1);
    }

    private static List<Rating> rated(Shapes shapes, double part, Answers answers, int without) {
      RandomGenerator random = new SplittableRandom(1);
      List<Rating> ratings = new ArrayList<>();
      for (int user = 0; user < shapes.left().rows() - without; user++) {
        for (int item = 0; item < shapes.right().rows() - without; item++) {
          if (random.nextDouble() < part) {
            ratings.add(new Rating(user, item, (float) answers.of(user, item)));
          }
        }
      }
      return ratings;
    }

    /** Room for so many users and items with ratings. */
    private static Shapes pairs(int users, int items) {
      return ModelFixtures.pairs(users + 1, items + 1);
    }

    private static double level(int n) {
      return Math.sin(7 * n);
    }

    /** The ratings that a model cannot but know: where all are equal, those of other pairs, too. */
    List<Rating> covered(ModelSettings settings) {
      boolean hasRoom = settings.factors() > 0 && settings.type() != ModelType.FM;
      return switch (this) {
        case CONSTANT -> rated(shapes, 1, (user, item) -> 4, 0);
        case NOISE_FREE -> hasRoom ? ratings : List.of();
        default -> ratings;
      };
    }
  }

  private record Fit(ModelSettings settings, TrainingSettings training, Engine engine) {
    FactorizationMachine model(Shapes shapes) {
      return ModelBuilder.of(
              shapes.space(), shapes.left(), shapes.right(), RatingUnit.of(RatingScale.WHOLE_STARS))
          .settings(settings)
          .training(training)
          .streams(new RandomStreams(1))
          .engine(engine)
          .build();
    }

    @Override
    public String toString() {
      return "%s, k = %d, %s, %s, %s, %s"
          .formatted(
              settings.type(),
              settings.factors(),
              settings.covariance(),
              training.optimizer(),
              training.estimator(),
              engine.description());
    }
  }

  /** Every way to fit a model; with twenty factors, sums are made another way. */
  static Stream<Fit> fits() {
    List<Fit> fits = new ArrayList<>();
    for (ModelType type : ModelType.values()) {
      for (int factors : new int[] {0, 3, RowSolver.RESIDUAL_FACTORS}) {
        ModelSettings settings = ModelSettings.defaults(type).withFactors(factors);
        if (type == ModelType.BAYESIAN_FM) {
          add(fits, settings, Optimizer.GIBBS);
          continue;
        }
        add(fits, settings, Optimizer.COORDINATE_ASCENT);
        add(fits, settings, Optimizer.ADAM);
        if (type != ModelType.FM) {
          add(fits, settings.withCovariance(Covariance.FULL), Optimizer.COORDINATE_ASCENT);
          TrainingSettings sampled =
              TrainingSettings.defaults(Optimizer.ADAM).withEstimator(Estimator.SAMPLED);
          fits.add(new Fit(settings, sampled, CPU));
        }
      }
    }
    return fits.stream();
  }

  private static void add(List<Fit> fits, ModelSettings settings, Optimizer optimizer) {
    TrainingSettings training = TrainingSettings.defaults(optimizer);
    fits.add(new Fit(settings, training, CPU));
    if (settings.factors() == 3) {
      fits.add(new Fit(settings, training, ND4J));
    }
  }

  private static Stream<Fit> ascents() {
    return fits().filter(fit -> fit.training.optimizer() == Optimizer.COORDINATE_ASCENT);
  }

  private static FactorizationMachine rated(Fit fit, Data data) {
    FactorizationMachine model = fit.model(data.shapes);
    data.ratings.forEach(rating -> model.add(rating.user, rating.item, rating.value));
    return model;
  }

  private static void assertCovered(Fit fit, Data data, FactorizationMachine model) {
    for (Rating rating : data.covered(fit.settings)) {
      assertTrue(isCovered(model.predictor(), rating), data + ": " + rating);
    }
  }

  private static boolean isCovered(Predictor predictor, Rating rating) {
    double error = rating.value - predictor.mean(rating.user, rating.item);
    double variance = predictor.predictiveVariance(rating.user, rating.item);
    return Math.abs(error) <= HALF_WIDTH_90 * Math.sqrt(variance);
  }

  private static void assertFinite(Data data, FactorizationMachine model) {
    Predictor predictor = model.predictor();
    assertTrue(predictor.noiseVariance() > 0 && Double.isFinite(predictor.noiseVariance()));
    assertTrue(Double.isFinite(model.bound().total()), data + ": the bound");
    int users = data.shapes.left().rows();
    int items = data.shapes.right().rows();
    for (int user = 0; user < users; user++) {
      for (int item = 0; item < items; item++) {
        double variance = predictor.epistemicVariance(user, item);
        assertTrue(Double.isFinite(predictor.mean(user, item)), data + ": a mean");
        assertTrue(variance >= 0 && Double.isFinite(variance), data + ": a variance");
      }
    }
    if (predictor instanceof Posterior posterior) {
      PosteriorDraw draw = posterior.newDraw();
      draw.redraw(new SplittableRandom(1));
      assertTrue(Double.isFinite(draw.rating(0, 0)), data + ": a draw");
    }
  }

  @ParameterizedTest
  @MethodSource("ascents")
  void the_bound_never_falls(Fit fit) {
    for (Data data : Data.values()) {
      FactorizationMachine model = rated(fit, data);
      model.start();
      double before = model.bound().total();
      for (int pass = 0; pass < 100; pass++) {
        model.pass();
        double after = model.bound().total();
        assertTrue(after >= before - 1e-9 * (1 + Math.abs(before)), data + ": " + pass);
        before = after;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ascents")
  void the_noise_is_at_the_maximum_of_the_bound(Fit fit) {
    FactorizationMachine model = rated(fit, Data.CONSTANT);
    model.fit();
    double best = model.internals().machine().noisePrecision;
    double bound = model.bound().total();
    for (double factor : new double[] {0.9, 1.1}) {
      model.internals().machine().noisePrecision = factor * best;
      double other = model.bound().total();
      // The parameters of a point estimate are fitted with a precision of 1.
      assertTrue(fit.settings.type() == ModelType.FM ? other == bound : other < bound);
    }
  }

  /** Updates rating by rating, by every way of following; sums that run on do not run off. */
  @ParameterizedTest
  @MethodSource("fits")
  void every_fit_is_finite_its_intervals_have_the_ratings_and_every_update_is_finite(Fit fit) {
    for (Neighbours neighbours : Neighbours.values()) {
      if (fit.training.optimizer() == Optimizer.GIBBS && neighbours != Neighbours.ALL) {
        continue;
      }
      for (Data data : Data.values()) {
        FactorizationMachine model = rated(fit, data);
        model.fit();
        assertFinite(data, model);
        assertCovered(fit, data, model);
        for (int n = 0; n < 6; n++) {
          model.add(n % data.shapes.left().rows(), n % data.shapes.right().rows(), 4);
          model.update(new UpdateSettings(1, neighbours, 0.01));
        }
        assertFinite(data, model);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fits")
  void a_noise_that_is_given_stays(Fit fit) {
    ModelSettings learned = fit.settings;
    ModelSettings given = learned.change().noisePrecision(2).build();
    Fit other = new Fit(given, fit.training, fit.engine);
    FactorizationMachine model = rated(other, Data.CONSTANT);
    model.fit();
    model.add(1, 1, 4);
    model.update(UpdateSettings.passes(1));
    assertEquals(0.5, model.predictor().noiseVariance());
  }
}
