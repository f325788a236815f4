package org.querent.core.engine.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.RowSolver;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.Grouping;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.PriorScale;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/** Sweeps on a device against loops, with a work-item a row. */
class OpenClEngineTest {
  /** By how much numbers may differ that the loops make from residuals, and so in another order. */
  private static final double TOLERANCE = 1e-9;

  private static final ModelSettings FULL =
      ModelSettings.DEFAULTS.withFactors(4).withCovariance(Covariance.FULL);

  private Device device;

  KernelShape shape() {
    return KernelShape.ITEM;
  }

  @BeforeEach
  void requireDevice() {
    device = OpenClDevices.required();
  }

  private static Passes passes(
      Engine engine, Machine machine, RatingGraph graph, Optimizer optimizer) {
    return engine.passes(
        machine,
        graph,
        TrainingSettings.defaults(optimizer),
        new RandomStreams(5),
        ModelFixtures.samples(machine));
  }

  private static Passes ascent(Engine engine, Machine machine, RatingGraph graph) {
    return passes(engine, machine, graph, Optimizer.COORDINATE_ASCENT);
  }

  /** Close relative to the largest number, or the same if the tolerance is 0. */
  private static void assertClose(double[] expected, double[] actual, double tolerance) {
    double largest = DoubleStream.of(expected).map(Math::abs).max().orElse(0);
    for (int at = 0; at < expected.length; at++) {
      assertEquals(expected[at], actual[at], tolerance * largest, "number " + at);
    }
  }

  /** The numbers of a machine that its ratings move, and its bound. */
  private static double[] scalars(Machine machine, Passes passes) {
    return new double[] {
      machine.biasMean, machine.biasVariance, machine.noisePrecision, passes.bound().total()
    };
  }

  /** Two machines with the same ratings, one swept by loops and one on the device. */
  private final class Both {
    final Machine one;
    final Machine other;
    final RatingGraph graph;
    final Passes loops;
    final Passes kernels;

    Both(Shapes shapes, ModelSettings settings, int ratings, long seed) {
      RandomGenerator random = new SplittableRandom(seed);
      one = ModelFixtures.started(shapes, settings, new SplittableRandom(seed));
      other = ModelFixtures.started(shapes, settings, new SplittableRandom(seed));
      graph = ModelFixtures.rate(shapes, ratings, random).graph();
      loops = ascent(new CpuEngine(1), one, graph);
      kernels = ascent(new OpenClEngine(1, device, shape()), other, graph);
    }

    void sweep(boolean learnPriors) {
      loops.run(0, learnPriors);
      kernels.run(0, learnPriors);
      assertSame();
    }

    /** To the last bit, but where the loops go by residuals. */
    void assertSame() {
      boolean residuals =
          one.features.shape != Shape.FULL && one.width > RowSolver.RESIDUAL_FACTORS;
      double tolerance = residuals ? TOLERANCE : 0;
      assertClose(one.features.means, other.features.means, tolerance);
      assertClose(one.features.covariances, other.features.covariances, tolerance);
      assertClose(one.effective, other.effective, tolerance);
      assertClose(predictions(one), predictions(other), tolerance);
      double[] expected = scalars(one, loops);
      double[] actual = scalars(other, kernels);
      for (int at = 0; at < expected.length; at++) {
        assertEquals(expected[at], actual[at], tolerance * Math.abs(expected[at]));
      }
    }
  }

  @Test
  void noise_by_user_is_that_of_loops() {
    ModelSettings byUser =
        ModelSettings.DEFAULTS.change().factors(3).noise(RatingNoise.BY_USER).build();
    Both both = new Both(ModelFixtures.pairs(20, 30), byUser, 200, 41);
    for (int sweep = 0; sweep < 3; sweep++) {
      both.sweep(sweep > 0);
    }
    assertEquals(both.one.noiseFactor(0), both.other.noiseFactor(0));
    assertTrue(both.one.noiseFactor(0) != 1);
  }

  private static double[] predictions(Machine machine) {
    return IntStream.range(0, 200)
        .mapToObj(n -> new int[] {n % machine.left.size(), n % machine.right.size()})
        .flatMapToDouble(
            pair ->
                DoubleStream.of(
                    machine.mean(pair[0], pair[1]), machine.epistemicVariance(pair[0], pair[1])))
        .toArray();
  }

  /**
   * 26 factors with covariances are summed in two parts; 21 without, the cpu engine by residuals.
   */
  @ParameterizedTest(
      name = "{0}, {1}, grouping {2}, priors {3}, weight {4}, {5} factors, {6} known")
  @CsvSource({
    "FM,DIAGONAL,NONE,FIXED,3,4,0",
    "FM,DIAGONAL,GLOBAL,FIXED,0,4,0",
    "VFM,DIAGONAL,FIELD,ESTIMATED,1,4,0",
    "VFM,DIAGONAL,GLOBAL,ESTIMATED,0.5,4,0",
    "VFM,DIAGONAL,NONE,FIXED,1,4,0",
    "VFM,DIAGONAL,FIELD,ESTIMATED,1,4,3",
    "VFM,DIAGONAL,FIELD,ESTIMATED,1,0,0",
    "VFM,DIAGONAL,FIELD,ESTIMATED,1,21,0",
    "VFM,FULL,FIELD,ESTIMATED,1,4,0",
    "VFM,FULL,GLOBAL,FIXED,0.5,4,0",
    "VFM,FULL,FIELD,ESTIMATED,1,4,3",
    "VFM,FULL,FIELD,ESTIMATED,1,26,0",
    "AUTO_VFM,DIAGONAL,FIELD,HIERARCHICAL,1,4,0",
    "AUTO_VFM,FULL,GLOBAL,HIERARCHICAL,1,4,0"
  })
  void a_sweep_leads_to_the_same_parameters_bound_and_predictions(
      ModelType type,
      Covariance covariance,
      Grouping grouping,
      PriorScale scale,
      double weight,
      int factors,
      int known) {
    ModelSettings settings =
        ModelSettings.defaults(type)
            .change()
            .covariance(covariance)
            .grouping(grouping)
            .priorScale(scale)
            .lambdas(1, weight, weight)
            .factors(factors)
            .build();
    Shapes pairs = ModelFixtures.pairs(40, 61);
    Shapes shapes = known > 0 ? ModelFixtures.known(pairs, known, new SplittableRandom(2)) : pairs;
    Both both = new Both(shapes, settings, 700, 3);
    for (int sweep = 0; sweep < 4; sweep++) {
      both.sweep(sweep > 1);
    }
  }

  /** More than are staged in local memory at once, and no multiple of the four that go together. */
  @ParameterizedTest
  @CsvSource({"DIAGONAL,4", "FULL,4", "FULL,26"})
  void rows_of_many_ratings_are_swept_to_the_same_parameters(Covariance covariance, int factors) {
    Shapes shapes = ModelFixtures.pairs(4, 190);
    ModelSettings settings = FULL.withFactors(factors).withCovariance(covariance);
    Both both = new Both(shapes, settings, 501, 13);
    int[] degrees = both.graph.users().degrees;
    assertTrue(IntStream.of(degrees).filter(it -> it > 128 && it % 4 > 0).count() > 1);
    for (int sweep = 0; sweep < 3; sweep++) {
      both.sweep(sweep > 0);
    }
  }

  @Test
  void what_has_no_covariance_is_refused_as_by_loops() {
    Both both = new Both(ModelFixtures.pairs(12, 15), FULL, 70, 14);
    both.sweep(false);
    both.one.noisePrecision = Double.NaN;
    both.other.noisePrecision = Double.NaN;
    String expected = refusal(both.loops);
    assertTrue(expected.contains("pivot 0 is NaN"), expected);
    assertEquals(expected, refusal(both.kernels));
  }

  private static String refusal(Passes passes) {
    return assertThrows(ArithmeticException.class, () -> passes.run(0, false)).getMessage();
  }

  /** What is on the device is what the machine has, whoever moved it, and the ratings are those. */
  @ParameterizedTest
  @ValueSource(strings = {"DIAGONAL", "FULL"})
  void ratings_and_updates_between_sweeps_reach_the_device(Covariance covariance) {
    Shapes shapes = ModelFixtures.pairs(40, 61);
    Both both = new Both(shapes, FULL.withCovariance(covariance), 700, 4);
    both.sweep(true);
    RatingList fresh = new RatingList();
    for (int n = 0; n < 3; n++) {
      both.graph.add(39, 60 - n, 1 + n); // rows that had no rating so far
      fresh.add(39, 60 - n, 1 + n);
    }
    both.sweep(true);
    UpdateSettings how = new UpdateSettings(2, Neighbours.ONE_HOP, 0);
    both.loops.follow(fresh, how);
    both.kernels.follow(fresh, how);
    both.assertSame();
    both.sweep(true);
    RatingGraph.Mark mark = both.graph.mark(both.graph.users(), 39);
    both.graph.add(39, 5, 5);
    both.sweep(true);
    both.graph.backTo(mark);
    both.graph.add(39, 6, 1); // as many ratings as before, and not the same
    both.sweep(true);
    for (Machine machine : new Machine[] {both.one, both.other}) {
      machine.initialise(3, 2, 0.1, new SplittableRandom(6));
    }
    both.loops.restart();
    both.kernels.restart();
    both.sweep(true);
  }

  @ParameterizedTest
  @CsvSource({"ADAM,VFM", "GIBBS,BAYESIAN_FM"})
  void what_is_not_done_on_the_device_is_what_the_cpu_engine_does(
      Optimizer optimizer, ModelType type) {
    Shapes shapes = ModelFixtures.pairs(9, 11);
    ModelSettings settings = ModelSettings.defaults(type).withFactors(3);
    Machine one = ModelFixtures.started(shapes, settings, new SplittableRandom(7));
    Machine other = ModelFixtures.started(shapes, settings, new SplittableRandom(7));
    RatingGraph graph = ModelFixtures.rate(shapes, 60, new SplittableRandom(8)).graph();
    Passes loops = passes(new CpuEngine(1), one, graph, optimizer);
    Passes same = passes(new OpenClEngine(1, device, shape()), other, graph, optimizer);
    loops.restart();
    same.restart();
    loops.run(0, true);
    same.run(0, true);
    assertArrayEquals(one.features.means, other.features.means);
  }

  @Test
  void side_information_is_swept_as_the_cpu_engine_does() {
    Shapes shapes = ModelFixtures.kinds(9, 12, 3);
    Both both = new Both(shapes, FULL, 80, 9);
    both.sweep(true);
    assertArrayEquals(both.one.features.means, both.other.features.means);
  }

  @Test
  void models_fitted_at_once_are_the_same_to_the_last_bit() throws InterruptedException {
    Engine engine = new OpenClEngine(1, device, shape());
    double expected = fittedBound(engine);
    double[] bounds = new double[3];
    Thread[] threads =
        IntStream.range(0, bounds.length)
            .mapToObj(n -> new Thread(() -> bounds[n] = fittedBound(engine)))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    DoubleStream.of(bounds).forEach(bound -> assertEquals(expected, bound, 0.0));
  }

  private static double fittedBound(Engine engine) {
    RandomGenerator random = new SplittableRandom(33);
    Shapes shapes = ModelFixtures.pairs(150, 210);
    Machine machine = ModelFixtures.started(shapes, FULL, random);
    RatingGraph graph = ModelFixtures.rate(shapes, 6000, random).graph();
    Passes ascent = ascent(engine, machine, graph);
    for (int sweep = 0; sweep < 10; sweep++) {
      ascent.run(sweep, sweep > 3);
    }
    return ascent.bound().total();
  }

  /** Whichever call of the device fails, it may be tried again, and leads where it would have. */
  @Test
  void a_device_that_fails_in_the_middle_loses_nothing() {
    double[] expected = fittedThrough(Integer.MAX_VALUE);
    int failures = 0;
    for (int call = 0; call < FailingDevice.CALLS_OF_A_SWEEP; call++) {
      assertArrayEquals(expected, fittedThrough(call));
      failures++;
    }
    assertTrue(failures > 10);
  }

  /** The means after three sweeps, of which the second is tried again if the device fails. */
  private double[] fittedThrough(int failing) {
    FailingDevice faulty = new FailingDevice(device);
    Shapes shapes = ModelFixtures.pairs(12, 15);
    Machine machine = ModelFixtures.started(shapes, FULL, new SplittableRandom(10));
    RatingGraph graph = ModelFixtures.rate(shapes, 70, new SplittableRandom(11)).graph();
    Passes ascent = ascent(new OpenClEngine(1, faulty, shape()), machine, graph);
    ascent.run(0, true);
    faulty.failAfter(failing);
    if (failing < Integer.MAX_VALUE) {
      graph.add(11, 14, 2);
      double[] before = machine.features.means.clone();
      String message = assertThrows(EngineException.class, () -> ascent.run(1, true)).getMessage();
      assertTrue(message.contains("CL_OUT_OF_RESOURCES"), message);
      assertTrue(message.contains("engine: cpu"), message);
      assertEquals(0, faulty.open(), "its memory is freed");
      assertWholeHalves(machine, before);
    } else {
      graph.add(11, 14, 2);
    }
    faulty.failAfter(Integer.MAX_VALUE);
    ascent.run(1, true);
    ascent.run(2, true);
    return machine.features.means;
  }

  /** Users have moved or not, all of them that have ratings; items have not. */
  private static void assertWholeHalves(Machine machine, double[] before) {
    int users = machine.right.first * machine.width;
    int moved = 0;
    for (int at = 0; at < before.length; at++) {
      if (at >= users) {
        assertEquals(before[at], machine.features.means[at], 0.0);
      } else if (before[at] != machine.features.means[at]) {
        moved++;
      }
    }
    assertTrue(moved == 0 || moved > users * 0.8, moved + " of " + users);
  }

  @Test
  void integers_divided_by_zero_are_still_refused_by_java() {
    fittedBound(new OpenClEngine(1, device, shape()));
    int zero = Integer.parseInt("0");
    assertThrows(ArithmeticException.class, () -> Math.floorMod(1, zero));
    assertThrows(ArithmeticException.class, () -> System.out.println(1 / zero));
  }

  @Test
  void says_what_computes() {
    String description = new OpenClEngine(1, device, shape()).description();
    assertTrue(
        description.matches("OpenCL, .+ \\(.+ units\\), double precision, " + shape().words()),
        description);
  }
}
