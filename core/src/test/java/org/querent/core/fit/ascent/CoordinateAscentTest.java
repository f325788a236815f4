package org.querent.core.fit.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Rated;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;

class CoordinateAscentTest {
  private static final int FACTORS = 3;

  private static ModelSettings settings(ModelType type, Covariance covariance) {
    return ModelSettings.defaults(type).withFactors(FACTORS).withCovariance(covariance);
  }

  @ParameterizedTest(name = "{0}, {1}, {2} active features, unit values: {3}, seed {4}")
  @CsvSource({
    "VFM,DIAGONAL,2,true,1",
    "VFM,DIAGONAL,3,true,2",
    "VFM,DIAGONAL,3,false,3",
    "VFM,DIAGONAL,7,false,4",
    "VFM,FULL,2,true,5",
    "VFM,FULL,3,false,6",
    "VFM,FULL,7,false,7",
    "AUTO_VFM,DIAGONAL,2,true,8",
    "AUTO_VFM,DIAGONAL,7,false,9",
    "AUTO_VFM,FULL,3,false,10",
    "FM,DIAGONAL,2,true,11",
    "FM,DIAGONAL,7,false,12"
  })
  void the_bound_never_falls(
      ModelType type, Covariance covariance, int active, boolean unit, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Shapes shapes =
        active == 2 && unit
            ? ModelFixtures.pairs(20, 30)
            : ModelFixtures.fields(active, 12, unit, random);
    Machine machine = ModelFixtures.started(shapes, settings(type, covariance), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 200, random).graph();
    assertNeverFalls(new RowCoordinateAscent(machine, graph, new Workers(1)));
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void the_bound_never_falls_whatever_the_grouping_and_the_weights(Grouping grouping) {
    RandomGenerator random = new SplittableRandom(30);
    Shapes shapes = ModelFixtures.fields(4, 10, false, random);
    ModelSettings weighted =
        ModelSettings.DEFAULTS
            .change()
            .factors(FACTORS)
            .grouping(grouping)
            .priorPrecision(2)
            .lambdas(0.5, 2, 3)
            .build();
    Machine machine = ModelFixtures.started(shapes, weighted, random);
    RatingGraph graph = ModelFixtures.rate(shapes, 200, random).graph();
    assertNeverFalls(new RowCoordinateAscent(machine, graph, new Workers(1)));
  }

  /**
   * Sixty sweeps, the priors held for five, none of which lowers the bound, which each has summed
   * up itself.
   */
  static void assertNeverFalls(Passes ascent) {
    double before = ascent.bound().total();
    double first = before;
    for (int sweep = 0; sweep < 60; sweep++) {
      ascent.run(sweep, sweep >= 5);
      double summed = ascent.boundAfterRun().total();
      double after = ascent.bound().total();
      assertEquals(after, summed, 1e-9 * Math.abs(after), "summed up by sweep " + sweep);
      assertTrue(
          after >= before - 1e-9 * Math.abs(before),
          "sweep " + sweep + ": " + before + " to " + after);
      before = after;
    }
    assertTrue(before > first + 1, "the bound rose from " + first + " to " + before + " only");
  }

  @ParameterizedTest(name = "{0} active features, unit values: {1}, seed {2}")
  @CsvSource({"2,true,13", "2,false,14", "3,true,15", "3,false,16", "7,false,17", "7,true,18"})
  void by_rows_is_what_it_is_example_by_example(int active, boolean unit, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Shapes shapes =
        active == 2 && unit
            ? ModelFixtures.pairs(15, 25)
            : ModelFixtures.fields(active, 9, unit, random);
    Rated rated = ModelFixtures.rate(shapes, 160, random);
    ModelSettings settings = settings(ModelType.VFM, Covariance.DIAGONAL);
    Machine rows = ModelFixtures.started(shapes, settings, new SplittableRandom(seed));
    Machine single = ModelFixtures.started(shapes, settings, new SplittableRandom(seed));
    Passes byRows = new RowCoordinateAscent(rows, rated.graph(), new Workers(1));
    Passes byExample = new SparseCoordinateAscent(single, rated.examples());
    for (int sweep = 0; sweep < 20; sweep++) {
      byRows.run(sweep, sweep > 3);
      byExample.run(sweep, sweep > 3);
      assertEquals(byExample.bound().total(), byRows.bound().total(), 1e-7, "sweep " + sweep);
    }
    assertArrayEquals(single.features.means, rows.features.means, 1e-8);
    assertArrayEquals(single.features.covariances, rows.features.covariances, 1e-8);
    assertEquals(single.noisePrecision, rows.noisePrecision, 1e-8);
    assertEquals(single.biasMean, rows.biasMean, 1e-8);
  }

  @ParameterizedTest(name = "{0} active features")
  @ValueSource(ints = {2, 5})
  void without_factors_a_full_covariance_is_a_diagonal_one(int active) {
    RandomGenerator random = new SplittableRandom(20);
    Shapes shapes = ModelFixtures.fields(active, 9, false, random);
    RatingGraph graph = ModelFixtures.rate(shapes, 160, random).graph();
    Machine diagonal =
        ModelFixtures.started(
            shapes, ModelSettings.DEFAULTS.withFactors(0), new SplittableRandom(21));
    Machine full =
        ModelFixtures.started(
            shapes,
            ModelSettings.DEFAULTS.withFactors(0).withCovariance(Covariance.FULL),
            new SplittableRandom(21));
    Passes one = new RowCoordinateAscent(diagonal, graph, new Workers(1));
    Passes other = new RowCoordinateAscent(full, graph, new Workers(1));
    for (int sweep = 0; sweep < 20; sweep++) {
      one.run(sweep, sweep > 3);
      other.run(sweep, sweep > 3);
    }
    assertArrayEquals(diagonal.features.means, full.features.means, 1e-9);
    assertArrayEquals(diagonal.features.covariances, full.features.covariances, 1e-9);
    assertEquals(one.bound().total(), other.bound().total(), 1e-8);
  }

  /** An update is the optimum of its parameter: moving any mean or variance lowers the bound. */
  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,2", "DIAGONAL,3", "FULL,2", "FULL,3"})
  void a_converged_posterior_is_a_maximum_in_every_coordinate(Covariance covariance, int active) {
    RandomGenerator random = new SplittableRandom(22);
    Shapes shapes = ModelFixtures.fields(active, 5, false, random);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 80, random).graph();
    Passes ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    for (int sweep = 0; sweep < 5000; sweep++) {
      ascent.run(sweep, false);
    }
    double best = ascent.bound().total();
    Gaussians q = machine.features;
    for (int feature = 0; feature < q.rows; feature++) {
      for (int a = 0; a < q.width; a++) {
        int variance = feature * q.block + (covariance == Covariance.FULL ? a * (q.width + 1) : a);
        for (double change : new double[] {0.98, 1.02}) {
          assertNoHigher(best, ascent, machine, q.means, feature * q.width + a, change);
          assertNoHigher(best, ascent, machine, q.covariances, variance, change);
        }
      }
    }
  }

  /** Moving one number of a fitted machine does not raise the bound. */
  static void assertNoHigher(
      double best, Passes ascent, Machine machine, double[] parameters, int at, double change) {
    double kept = parameters[at];
    parameters[at] = kept * change;
    machine.refresh();
    assertTrue(ascent.bound().total() <= best + 1e-7, "parameter " + at);
    parameters[at] = kept;
    machine.refresh();
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,2", "FULL,2", "DIAGONAL,5", "FULL,5"})
  void threads_change_no_bit(Covariance covariance, int active) {
    Machine one = fitted(covariance, active, 1);
    Machine three = fitted(covariance, active, 3);
    assertArrayEquals(one.features.means, three.features.means, 0.0);
    assertArrayEquals(one.features.covariances, three.features.covariances, 0.0);
    assertEquals(one.noisePrecision, three.noisePrecision, 0.0);
  }

  private static Machine fitted(Covariance covariance, int active, int threads) {
    RandomGenerator random = new SplittableRandom(24);
    Shapes shapes =
        active == 2
            ? ModelFixtures.pairs(150, 210)
            : ModelFixtures.fields(active, 90, true, random);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 3000, random).graph();
    Passes ascent = new RowCoordinateAscent(machine, graph, new Workers(threads));
    for (int sweep = 0; sweep < 8; sweep++) {
      ascent.run(sweep, sweep > 3);
    }
    return machine;
  }
}
