package org.querent.core.fit.adam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.ascent.RowCoordinateAscent;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.PriorScale;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

class AdamTest {
  private static final RandomStreams STREAMS = new RandomStreams(4);

  /** A machine of rated rows, and what trains it. */
  private static final class Trained {
    final Machine machine;
    private final RatingGraph graph;
    private final int threads;

    Trained(ModelType type, int active, int threads) {
      this.threads = threads;
      RandomGenerator random = new SplittableRandom(active);
      Shapes shapes =
          active == 2
              ? ModelFixtures.pairs(15, 25)
              : ModelFixtures.fields(active, 9, false, random);
      ModelSettings settings =
          ModelSettings.defaults(type)
              .change()
              .factors(2)
              .grouping(Grouping.NONE)
              .priorScale(PriorScale.FIXED)
              .priorPrecision(2)
              .lambdas(1, 1, 1)
              .build();
      machine = ModelFixtures.started(shapes, settings, random);
      graph = ModelFixtures.rate(shapes, 200, random).graph();
    }

    Trained by(Optimizer optimizer, Estimator estimator, int passes, double alpha) {
      TrainingSettings training =
          new TrainingSettings(optimizer, estimator, passes, 0, 40, alpha, 0);
      Passes fit =
          new CpuEngine(threads)
              .passes(machine, graph, training, STREAMS, ModelFixtures.samples(machine));
      fit.restart();
      for (int pass = 0; pass < passes; pass++) {
        fit.run(pass, true);
      }
      return this;
    }

    double[] predictions() {
      double[] predictions = new double[200];
      for (int n = 0; n < 100; n++) {
        predictions[2 * n] = machine.mean(n / 10, n % 10);
        predictions[2 * n + 1] = Math.sqrt(machine.epistemicVariance(n / 10, n % 10));
      }
      return predictions;
    }
  }

  /** Both climb the same bound: small steps stay where exact updates have arrived. */
  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"FM,2", "FM,3", "FM,7", "VFM,2", "VFM,3", "VFM,7"})
  void the_optimum_of_coordinate_ascent_is_one_of_adam(ModelType type, int active) {
    Trained trained = new Trained(type, active, 1);
    trained.by(Optimizer.COORDINATE_ASCENT, Estimator.CLOSED_FORM, 3000, 1);
    double[] exact = trained.predictions();
    double noise = trained.machine.noisePrecision;
    trained.by(Optimizer.ADAM, Estimator.CLOSED_FORM, 1000, 1e-4);
    assertArrayEquals(exact, trained.predictions(), 0.02);
    assertEquals(noise, trained.machine.noisePrecision, 0.02 * noise);
  }

  @ParameterizedTest(name = "{0} active features")
  @ValueSource(ints = {2, 3})
  void a_sampled_loss_stays_near_the_optimum_of_its_expectation(int active) {
    Trained trained = new Trained(ModelType.VFM, active, 1);
    trained.by(Optimizer.COORDINATE_ASCENT, Estimator.CLOSED_FORM, 3000, 1);
    double[] exact = trained.predictions();
    trained.by(Optimizer.ADAM, Estimator.SAMPLED, 1000, 1e-4);
    assertArrayEquals(exact, trained.predictions(), 0.15);
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"FM,2", "FM,3", "VFM,2", "VFM,3"})
  void the_bound_rises_from_a_random_start(ModelType type, int active) {
    Trained trained = new Trained(type, active, 1);
    double before = bound(trained);
    trained.by(Optimizer.ADAM, Estimator.CLOSED_FORM, 300, 1e-2);
    assertTrue(bound(trained) > before + 50, before + " to " + bound(trained));
  }

  private static double bound(Trained trained) {
    return new RowCoordinateAscent(trained.machine, trained.graph, new Workers(1)).bound().total();
  }

  @ParameterizedTest(name = "{0}, {1} active features, {2}")
  @CsvSource({"FM,2,CLOSED_FORM", "VFM,2,CLOSED_FORM", "VFM,5,CLOSED_FORM", "VFM,5,SAMPLED"})
  void threads_change_no_bit(ModelType type, int active, Estimator estimator) {
    Machine one = new Trained(type, active, 1).by(Optimizer.ADAM, estimator, 5, 1e-2).machine;
    Machine three = new Trained(type, active, 3).by(Optimizer.ADAM, estimator, 5, 1e-2).machine;
    assertArrayEquals(one.features.means, three.features.means, 0.0);
    assertArrayEquals(one.features.covariances, three.features.covariances, 0.0);
    assertEquals(one.biasVariance, three.biasVariance, 0.0);
  }

  /** Ratings of one user, who turns out to like everything. */
  private static double[] followed(Neighbours neighbours, int active) {
    RandomGenerator random = new SplittableRandom(active);
    Shapes shapes =
        active == 2 ? ModelFixtures.pairs(15, 25) : ModelFixtures.fields(active, 9, false, random);
    Machine machine = ModelFixtures.started(shapes, ModelSettings.DEFAULTS.withFactors(2), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 400, random).graph();
    TrainingSettings training =
        new TrainingSettings(Optimizer.ADAM, Estimator.CLOSED_FORM, 60, 20, 40, 1e-2, 0);
    Passes adam =
        new CpuEngine(1).passes(machine, graph, training, STREAMS, ModelFixtures.samples(machine));
    adam.restart();
    for (int epoch = 0; epoch < 60; epoch++) {
      adam.run(epoch, epoch >= 20);
    }
    int user = machine.left.size() - 1;
    int item = machine.right.size() - 1;
    double before = error(machine, graph);
    double stranger = machine.mean(user, item);
    RatingList fresh = new RatingList();
    for (int n = 0; n < 10; n++) {
      graph.add(user, n, (float) machine.mean(user, n) + 2);
      fresh.add(user, n, (float) machine.mean(user, n) + 2);
      adam.follow(fresh, new UpdateSettings(20, neighbours, 0));
      fresh.clear();
    }
    return new double[] {
      before, error(machine, graph), stranger, machine.mean(user, item), machine.noisePrecision
    };
  }

  private static double error(Machine machine, RatingGraph graph) {
    RatingList ratings = new RatingList();
    ratings.load(graph);
    double sum = 0;
    for (int n = 0; n < ratings.size; n++) {
      double error = ratings.ratings[n] - machine.mean(ratings.users[n], ratings.items[n]);
      sum += error * error;
    }
    return Math.sqrt(sum / ratings.size);
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"NONE,2", "ONE_HOP,2", "NONE,3", "ONE_HOP,3"})
  void new_ratings_are_learnt_and_old_ones_not_forgotten(Neighbours neighbours, int active) {
    double[] result = followed(neighbours, active);
    assertTrue(result[3] > result[2] + 0.3, "the user's: " + result[2] + " to " + result[3]);
    assertTrue(result[1] < result[0] + 0.1, "all: " + result[0] + " to " + result[1]);
    assertArrayEquals(result, followed(neighbours, active));
  }
}
