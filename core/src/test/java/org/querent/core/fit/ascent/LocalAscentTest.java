package org.querent.core.fit.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.fit.Passes;
import org.querent.core.fit.PriorStep;
import org.querent.core.fit.PriorSums;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSweep;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.posterior.Side;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.PriorScale;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

class LocalAscentTest {
  private static final UpdateSettings REACHED = new UpdateSettings(1, Neighbours.NONE, 0);
  private static final UpdateSettings NEAR = new UpdateSettings(1, Neighbours.ONE_HOP, 0);

  /** A machine that ratings are added to one by one, and passes over all of them for comparison. */
  private static final class Growing {
    final Machine machine;
    final RatingGraph graph;
    final RandomGenerator random;
    final RowCoordinateAscent ascent;
    final RatingList fresh = new RatingList();

    Growing(Shapes shapes, ModelSettings settings, long seed) {
      random = new SplittableRandom(seed);
      machine = ModelFixtures.started(shapes, settings, random);
      graph = ModelFixtures.rate(shapes, 200, random).graph();
      ascent = new RowCoordinateAscent(machine, graph, new Workers(1));
    }

    Growing sweep(int sweeps) {
      for (int sweep = 0; sweep < sweeps; sweep++) {
        ascent.run(sweep, sweep >= 5);
      }
      return this;
    }

    /** Now and then of rows that had none. */
    void rate() {
      int user = random.nextInt(machine.left.size());
      int item = random.nextInt(machine.right.size());
      float rating = (float) (machine.mean(user, item) + random.nextGaussian());
      graph.add(user, item, rating);
      fresh.add(user, item, rating);
    }

    RowChanges follow(UpdateSettings how) {
      RowChanges changes = ascent.follow(fresh, how);
      fresh.clear();
      return changes;
    }
  }

  private static ModelSettings settings(ModelType type, Covariance covariance, int factors) {
    return ModelSettings.defaults(type).withFactors(factors).withCovariance(covariance);
  }

  private static Growing pairs(ModelType type, Covariance covariance, int factors, long seed) {
    return new Growing(ModelFixtures.pairs(20, 30), settings(type, covariance, factors), seed);
  }

  @ParameterizedTest(name = "{0}, {1}, {2} factors, {3}")
  @CsvSource({
    "VFM,DIAGONAL,3,NONE",
    "VFM,DIAGONAL,3,ONE_HOP",
    "VFM,DIAGONAL,20,ONE_HOP",
    "VFM,FULL,3,NONE",
    "VFM,FULL,3,ONE_HOP",
    "AUTO_VFM,FULL,3,ONE_HOP",
    "FM,DIAGONAL,3,ONE_HOP"
  })
  void the_bound_never_falls(
      ModelType type, Covariance covariance, int factors, Neighbours neighbours) {
    Growing model = pairs(type, covariance, factors, 1).sweep(10);
    for (int query = 0; query < 50; query++) {
      model.rate();
      // What a new rating does to the bound is not the update's doing.
      double before = model.ascent.bound().total();
      model.follow(new UpdateSettings(2, neighbours, 0));
      double after = model.ascent.bound().total();
      assertTrue(after >= before - 1e-9 * Math.abs(before), before + " to " + after);
    }
  }

  @ParameterizedTest(name = "{0}, {1}, {2} factors")
  @CsvSource({
    "VFM,DIAGONAL,3",
    "VFM,DIAGONAL,20",
    "VFM,FULL,3",
    "AUTO_VFM,DIAGONAL,3",
    "FM,DIAGONAL,2"
  })
  void running_sums_are_what_a_pass_over_everything_sums_up(
      ModelType type, Covariance covariance, int factors) {
    Growing model = pairs(type, covariance, factors, 2);
    model.sweep(10);
    for (int query = 0; query < 300; query++) {
      model.rate();
      model.follow(NEAR);
    }
    RowSweep sweep =
        new RowSweep(
            model.machine,
            model.graph,
            new Workers(1),
            RowLoops::new,
            () -> RowSolver.ascending(model.machine));
    sweep.measure();
    double loss = sweep.totals().loss(model.machine);
    double inflation = sweep.inflation();
    assertEquals(
        model.graph.size() / (inflation * loss + 2 * Machine.NOISE_RATE),
        model.machine.noisePrecision,
        1e-9);
    // Rows that new ratings have not reached are as they were counted before.
    sweep.count();
    assertEquals(inflation, sweep.inflation(), 0.01 * inflation);
    double[] precisions = model.machine.prior.precisions.clone();
    double[] means = model.machine.prior.means.clone();
    PriorStep.take(model.machine.prior, sums(model.machine, sweep.degrees()));
    // The hierarchical prior takes many steps to its optimum: one more may move it.
    double delta = type == ModelType.AUTO_VFM ? 0.05 : 1e-9;
    for (int at = 0; at < precisions.length; at++) {
      assertEquals(
          precisions[at],
          model.machine.prior.precisions[at],
          delta * Math.abs(precisions[at]) + 1e-9);
    }
    assertArrayEquals(means, model.machine.prior.means, delta);
  }

  private static PriorSums sums(Machine machine, int[] degrees) {
    PriorSums sums = new PriorSums(machine);
    sums.sum(degrees);
    return sums;
  }

  @ParameterizedTest(name = "{0}, {1} factors")
  @CsvSource({"DIAGONAL,3", "DIAGONAL,20", "FULL,3"})
  void if_every_row_is_reached_it_is_a_sweep(Covariance covariance, int factors) {
    Growing swept = pairs(ModelType.VFM, covariance, factors, 3).sweep(8);
    Growing reached = pairs(ModelType.VFM, covariance, factors, 3).sweep(8);
    reached.fresh.load(reached.graph);
    reached.follow(REACHED);
    swept.ascent.run(8, true);
    assertArrayEquals(swept.machine.features.means, reached.machine.features.means, 1e-9);
    assertArrayEquals(
        swept.machine.features.covariances, reached.machine.features.covariances, 1e-9);
    assertEquals(swept.machine.noisePrecision, reached.machine.noisePrecision, 1e-9);
    assertEquals(swept.machine.biasMean, reached.machine.biasMean, 1e-9);
    assertArrayEquals(swept.machine.prior.precisions, reached.machine.prior.precisions, 1e-9);
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,2", "DIAGONAL,3", "FULL,3", "DIAGONAL,7"})
  void where_sweeps_have_converged_nothing_moves(Covariance covariance, int active) {
    Shapes shapes = ModelFixtures.fields(active, 12, false, new SplittableRandom(4));
    ModelSettings fixed =
        ModelSettings.DEFAULTS
            .change()
            .factors(2)
            .covariance(covariance)
            .grouping(Grouping.NONE)
            .priorScale(PriorScale.FIXED)
            .priorPrecision(2)
            .build();
    Growing model = new Growing(shapes, fixed, 5).sweep(6000);
    double[] means = model.machine.features.means.clone();
    double noise = model.machine.noisePrecision;
    model.fresh.load(model.graph);
    model.follow(NEAR);
    assertArrayEquals(means, model.machine.features.means, 1e-6);
    assertEquals(noise, model.machine.noisePrecision, 1e-6);
  }

  /** Side information: rows share features, and are known from when they were reached last. */
  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"DIAGONAL,3", "FULL,3", "DIAGONAL,7", "FULL,7"})
  void a_model_of_shared_features_that_follows_stays_near_one_that_is_swept(
      Covariance covariance, int active) {
    Shapes shapes = ModelFixtures.fields(active, 12, true, new SplittableRandom(6));
    Growing followed = new Growing(shapes, settings(ModelType.VFM, covariance, 2), 7).sweep(60);
    Growing swept = new Growing(shapes, settings(ModelType.VFM, covariance, 2), 7).sweep(60);
    for (int query = 0; query < 60; query++) {
      followed.rate();
      int user = followed.fresh.users[0];
      swept.graph.add(user, followed.fresh.items[0], followed.fresh.ratings[0]);
      followed.follow(NEAR);
    }
    double untaught = distance(followed.machine, swept.machine);
    swept.sweep(60);
    double taught = distance(followed.machine, swept.machine);
    assertTrue(taught < 0.5 * untaught, untaught + " to " + taught);
  }

  /** The mean square by which predictions differ. */
  private static double distance(Machine one, Machine other) {
    double sum = 0;
    for (int user = 0; user < one.left.size(); user++) {
      for (int item = 0; item < one.right.size(); item++) {
        double difference = one.mean(user, item) - other.mean(user, item);
        sum += difference * difference;
      }
    }
    return sum / one.left.size() / one.right.size();
  }

  @ParameterizedTest(name = "{0}, {1} active features, tolerance {2}")
  @CsvSource({
    "DIAGONAL,2,0",
    "DIAGONAL,2,0.05",
    "FULL,2,0.05",
    "DIAGONAL,3,0.05",
    "FULL,3,0",
    "FULL,7,0.05"
  })
  void no_row_moves_that_is_not_said_to(Covariance covariance, int active, double tolerance) {
    Shapes shapes =
        active == 2
            ? ModelFixtures.pairs(60, 80)
            : ModelFixtures.fields(active, 40, false, new SplittableRandom(8));
    Growing model = new Growing(shapes, settings(ModelType.VFM, covariance, 2), 9).sweep(10);
    int listed = 0;
    for (int query = 0; query < 40; query++) {
      double[][] before = moments(model.machine);
      model.rate();
      int user = model.fresh.users[0];
      RowChanges changes = model.follow(new UpdateSettings(1, Neighbours.ONE_HOP, tolerance));
      if (changes.everything()) {
        continue;
      }
      listed++;
      BitSet users = setOf(changes.users());
      BitSet items = setOf(changes.items());
      assertTrue(users.get(user));
      assertEquals(changes.users().length, users.cardinality(), "a user twice");
      double[][] after = moments(model.machine);
      int rows = model.machine.left.size();
      for (int row = 0; row < before.length; row++) {
        boolean said = row < rows ? users.get(row) : items.get(row - rows);
        assertTrue(said || Arrays.equals(before[row], after[row]), "row " + row);
      }
    }
    assertTrue(listed > 0 || tolerance == 0, "the rows were never listed");
  }

  private static BitSet setOf(int[] rows) {
    BitSet set = new BitSet();
    Arrays.stream(rows).forEach(set::set);
    return set;
  }

  private static double[][] moments(Machine machine) {
    int left = machine.left.size();
    double[][] moments = new double[left + machine.right.size()][];
    for (int row = 0; row < moments.length; row++) {
      Side side = row < left ? machine.left : machine.right;
      int at = side.first + (row < left ? row : row - left);
      Gaussians q = side.rows;
      moments[row] =
          Arrays.copyOf(
              Arrays.copyOfRange(q.means, at * q.width, (at + 1) * q.width), q.width + q.block);
      System.arraycopy(q.covariances, at * q.block, moments[row], q.width, q.block);
    }
    return moments;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1e9})
  void a_tolerance_keeps_an_update_near(double tolerance) {
    Growing all = pairs(ModelType.VFM, Covariance.DIAGONAL, 2, 10).sweep(40);
    Growing few = pairs(ModelType.VFM, Covariance.DIAGONAL, 2, 10).sweep(40);
    int reachedByAll = 0;
    int reachedByFew = 0;
    for (int query = 0; query < 20; query++) {
      all.rate();
      few.rate();
      reachedByAll += reached(all.follow(NEAR), all.machine);
      reachedByFew +=
          reached(few.follow(new UpdateSettings(1, Neighbours.ONE_HOP, tolerance)), few.machine);
    }
    assertTrue(reachedByFew < reachedByAll, reachedByFew + " of " + reachedByAll);
  }

  private static int reached(RowChanges changes, Machine machine) {
    return changes.everything()
        ? machine.left.size() + machine.right.size()
        : changes.users().length + changes.items().length;
  }

  /** The host's loops serve every engine: a few rows are not worth a call. */
  @ParameterizedTest
  @EnumSource(
      value = Neighbours.class,
      names = {"NONE", "ONE_HOP"})
  void engines_agree(Neighbours neighbours) {
    double[][] means = new double[2][];
    Engine[] engines = {new CpuEngine(1), Engine.of(EngineKind.ND4J, 1)};
    for (int n = 0; n < 2; n++) {
      RandomGenerator random = new SplittableRandom(11);
      Shapes shapes = ModelFixtures.pairs(20, 30);
      Machine machine =
          ModelFixtures.started(shapes, settings(ModelType.VFM, Covariance.FULL, 2), random);
      RatingGraph graph = ModelFixtures.rate(shapes, 200, random).graph();
      Passes passes =
          engines[n].passes(
              machine, graph, TrainingSettings.DEFAULTS, null, ModelFixtures.samples(machine));
      passes.run(0, true);
      RatingList fresh = new RatingList();
      for (int query = 0; query < 20; query++) {
        graph.add(query, 29 - query, 4);
        fresh.add(query, 29 - query, 4);
        passes.follow(fresh, new UpdateSettings(1, neighbours, 0.01));
        fresh.clear();
      }
      passes.run(1, true);
      means[n] = machine.features.means;
    }
    assertFalse(Arrays.equals(means[0], new double[means[0].length]));
    assertArrayEquals(means[0], means[1], 1e-9);
  }
}
