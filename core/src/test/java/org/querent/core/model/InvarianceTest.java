package org.querent.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.features.Design;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.adam.ExpectedLoss;
import org.querent.core.fit.adam.Gradient;
import org.querent.core.fit.ascent.RowCoordinateAscent;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Predictor;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;

/** What must not matter: the numbers that features have, and the order of ratings. */
class InvarianceTest {
  private static final int RATINGS = 150;

  private final RandomGenerator random = new SplittableRandom(8);

  private static ModelSettings settings(ModelType type, Covariance covariance) {
    return ModelSettings.defaults(type).withFactors(3).withCovariance(covariance);
  }

  /** Ratings of random rows, in the order of a permutation. */
  private static RatingGraph graph(Shapes shapes, int[] order) {
    RandomGenerator same = new SplittableRandom(5);
    int[] users = same.ints(RATINGS, 0, shapes.left().rows()).toArray();
    int[] items = same.ints(RATINGS, 0, shapes.right().rows()).toArray();
    int[] stars = same.ints(RATINGS, 1, 6).toArray();
    RatingGraph graph = new RatingGraph(shapes.left().rows(), shapes.right().rows());
    for (int n : order) {
      graph.add(users[n], items[n], stars[n]);
    }
    return graph;
  }

  private static int[] inOrder() {
    return java.util.stream.IntStream.range(0, RATINGS).toArray();
  }

  private static void assertSamePredictions(Machine one, Machine other) {
    for (int user = 0; user < one.left.size(); user++) {
      for (int item = 0; item < one.right.size(); item++) {
        assertEquals(one.mean(user, item), other.mean(user, item), 1e-8);
        assertEquals(one.epistemicVariance(user, item), other.epistemicVariance(user, item), 1e-8);
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1}, {2} active features")
  @CsvSource({
    "FM,DIAGONAL,2",
    "VFM,DIAGONAL,3",
    "VFM,FULL,3",
    "VFM,DIAGONAL,7",
    "VFM,FULL,7",
    "AUTO_VFM,DIAGONAL,3"
  })
  void the_order_of_ratings(ModelType type, Covariance covariance, int active) {
    Shapes shapes = ModelFixtures.fields(active, 6, false, random);
    Machine[] machines = new Machine[2];
    int[][] orders = {inOrder(), RandomStreams.permutation(RATINGS, random)};
    for (int n = 0; n < 2; n++) {
      machines[n] =
          ModelFixtures.started(shapes, settings(type, covariance), new SplittableRandom(1));
      Passes ascent =
          new RowCoordinateAscent(machines[n], graph(shapes, orders[n]), new Workers(1));
      for (int sweep = 0; sweep < 10; sweep++) {
        ascent.run(sweep, sweep > 4);
      }
    }
    assertSamePredictions(machines[0], machines[1]);
  }

  /** The rows of a design with its features renumbered within each field. */
  private static Design renumbered(Design design, int[] names) {
    int entries = design.rowStart(design.rows());
    int[] starts = new int[design.rows() + 1];
    int[] features = new int[entries];
    double[] values = new double[entries];
    for (int row = 0; row <= design.rows(); row++) {
      starts[row] = design.rowStart(row);
    }
    for (int entry = 0; entry < entries; entry++) {
      features[entry] = names[design.feature(entry)];
      values[entry] = design.value(entry);
    }
    return new Design(design.firstFeature(), design.columns(), starts, features, values);
  }

  @ParameterizedTest(name = "{0}, {1}, {2} active features")
  @CsvSource({
    "FM,DIAGONAL,2",
    "FM,DIAGONAL,7",
    "VFM,DIAGONAL,2",
    "VFM,DIAGONAL,3",
    "VFM,DIAGONAL,7",
    "VFM,FULL,2",
    "VFM,FULL,3",
    "VFM,FULL,7"
  })
  void the_numbers_of_features(ModelType type, Covariance covariance, int active) {
    Shapes shapes = ModelFixtures.fields(active, 6, false, random);
    int[] names = new int[shapes.space().features()];
    for (int field = 0; field < shapes.space().fields(); field++) {
      int start = shapes.space().start(field);
      int[] order =
          RandomStreams.permutation(
              shapes.space().end(field) - shapes.space().start(field), random);
      for (int n = 0; n < order.length; n++) {
        names[start + n] = start + order[n];
      }
    }
    Shapes other =
        new Shapes(
            shapes.space(), renumbered(shapes.left(), names), renumbered(shapes.right(), names));
    Machine one = ModelFixtures.started(shapes, settings(type, covariance), random);
    Machine two = ModelFixtures.started(other, settings(type, covariance), random);
    Gaussians q = one.features;
    for (int at = 0; at < q.means.length; at++) {
      q.means[at] += random.nextGaussian();
    }
    for (int feature = 0; feature < q.rows; feature++) {
      int to = names[feature];
      System.arraycopy(q.means, feature * q.width, two.features.means, to * q.width, q.width);
      System.arraycopy(
          q.covariances, feature * q.block, two.features.covariances, to * q.block, q.block);
    }
    one.refresh();
    two.refresh();
    assertSamePredictions(one, two);
    double bound = bound(one, shapes);
    assertEquals(bound, bound(two, other), 1e-9 * Math.abs(bound));
    if (covariance == Covariance.DIAGONAL) {
      assertSameGradients(one, shapes, two, other, names);
    }
  }

  private static double bound(Machine machine, Shapes shapes) {
    return new RowCoordinateAscent(machine, graph(shapes, inOrder()), new Workers(1))
        .bound()
        .total();
  }

  private static void assertSameGradients(
      Machine one, Shapes shapes, Machine two, Shapes other, int[] names) {
    Gradient mine = gradient(one, shapes);
    Gradient theirs = gradient(two, other);
    int width = one.width;
    for (int at = 0; at < mine.means.length; at++) {
      int to = names[at / width] * width + at % width;
      assertEquals(mine.means[at], theirs.means[to], 1e-9);
      if (!one.isPoint()) {
        assertEquals(mine.variances[at], theirs.variances[to], 1e-9);
      }
    }
  }

  private static Gradient gradient(Machine machine, Shapes shapes) {
    RatingList ratings = new RatingList();
    ratings.load(graph(shapes, inOrder()));
    Gradient gradient = new Gradient(machine.features);
    new ExpectedLoss(machine).addGradient(ratings, 0, RATINGS, 0, gradient);
    return gradient;
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "FM,COORDINATE_ASCENT",
    "FM,ADAM",
    "VFM,COORDINATE_ASCENT",
    "VFM,ADAM",
    "AUTO_VFM,COORDINATE_ASCENT",
    "AUTO_VFM,ADAM",
    "BAYESIAN_FM,GIBBS"
  })
  void without_interactions_a_model_is_that_of_rank_0(ModelType type, Optimizer optimizer) {
    ModelSettings usual = ModelSettings.defaults(type);
    ModelSettings without = usual.change().factors(5).interactions(false).build();
    Predictor one = fitted(without, optimizer);
    Predictor other = fitted(usual.withFactors(0), optimizer);
    for (int user = 0; user < 20; user++) {
      for (int item = 0; item < 20; item++) {
        assertEquals(other.mean(user, item), one.mean(user, item), 0.0);
        assertEquals(other.epistemicVariance(user, item), one.epistemicVariance(user, item), 0.0);
        double crossed = one.mean(user, item) - one.mean(user, 0);
        assertEquals(one.mean(0, item) - one.mean(0, 0), crossed, 1e-6, "no pair interacts");
      }
    }
  }

  private static Predictor fitted(ModelSettings settings, Optimizer optimizer) {
    TrainingSettings training = TrainingSettings.defaults(optimizer).withSweeps(12, 4);
    FactorizationMachine model =
        FactorizationMachine.ofPairs(20, 20, settings, training, new RandomStreams(2));
    RandomGenerator ratings = new SplittableRandom(6);
    for (int n = 0; n < RATINGS; n++) {
      model.add(ratings.nextInt(20), ratings.nextInt(20), ratings.nextInt(1, 6));
    }
    model.fit();
    return model.predictor();
  }
}
