package org.querent.core.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.RowSums;
import org.querent.core.fit.adam.BatchLoss;
import org.querent.core.fit.adam.ExpectedLoss;
import org.querent.core.fit.adam.Gradient;
import org.querent.core.model.ModelFixtures;
import org.querent.core.model.ModelFixtures.Shapes;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.RatingNoise;
import org.querent.core.spec.TrainingSettings;

/** Array operations against loops. */
class Nd4jEngineTest {
  private static final int FACTORS = 4;
  private static final double TOLERANCE = 1e-9;

  private final Nd4jEngine engine = new Nd4jEngine(EngineKind.ND4J, 1);

  private static ModelSettings settings(ModelType type, Covariance covariance) {
    return ModelSettings.defaults(type).withFactors(FACTORS).withCovariance(covariance);
  }

  private static Shapes shapes(int active, RandomGenerator random) {
    return active == 2
        ? ModelFixtures.pairs(40, 60)
        : ModelFixtures.fields(active, 15, false, random);
  }

  @ParameterizedTest(name = "{0}, {1}, {2} active features, seed {3}")
  @CsvSource({
    "FM,DIAGONAL,2,1",
    "FM,DIAGONAL,3,2",
    "FM,DIAGONAL,7,3",
    "VFM,DIAGONAL,2,4",
    "VFM,DIAGONAL,3,5",
    "VFM,DIAGONAL,7,6",
    "VFM,FULL,2,7",
    "VFM,FULL,3,8",
    "VFM,FULL,7,9",
  })
  void sums_over_ratings_are_those_of_loops_also_when_ratings_are_added_or_replaced(
      ModelType type, Covariance covariance, int active, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Shapes shapes = shapes(active, random);
    Machine machine = ModelFixtures.started(shapes, settings(type, covariance), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 700, random).graph();
    RowSummation arrays = new Nd4jRowSums(machine, graph.users(), machine.right, false);
    RowSummation loops = new RowLoops(machine, graph.users(), machine.right);
    assertSameSums(machine, graph, arrays, loops);
    int users = shapes.left().rows();
    for (int n = 0; n < 300; n++) {
      graph.add(random.nextInt(users), random.nextInt(shapes.right().rows()), random.nextInt(1, 6));
    }
    RatingGraph.Mark mark = graph.mark(graph.users(), 0);
    graph.add(0, 1, 5);
    assertSameSums(machine, graph, arrays, loops);
    graph.backTo(mark);
    graph.add(0, 2, 1); // as many ratings as before, and not the same
    assertSameSums(machine, graph, arrays, loops);
  }

  private static void assertSameSums(
      Machine machine, RatingGraph graph, RowSummation arrays, RowSummation loops) {
    arrays.begin(new Workers(1));
    loops.begin(new Workers(1));
    RowSums one = loops.newSums();
    RowSums other = arrays.newSums();
    for (int row = 0; row < graph.users().size(); row++) {
      if (graph.users().degrees[row] > 0) {
        loops.sum(row, one);
        arrays.sum(row, other);
        assertEquals(one.count, other.count);
        assertEquals(one.squares, other.squares, TOLERANCE * one.squares);
        assertClose(one.gram, other.gram);
        assertClose(one.right, other.right);
      }
    }
  }

  /** Close relative to the largest number. */
  private static void assertClose(double[] expected, double[] actual) {
    double largest = DoubleStream.of(expected).map(Math::abs).max().orElse(0);
    for (int at = 0; at < expected.length; at++) {
      assertEquals(expected[at], actual[at], TOLERANCE * largest, "number " + at);
    }
  }

  @ParameterizedTest(name = "{0}, {1}, {2} active features, seed {3}")
  @CsvSource({
    "FM,DIAGONAL,2,11",
    "FM,DIAGONAL,3,12",
    "FM,DIAGONAL,7,13",
    "VFM,DIAGONAL,2,14",
    "VFM,DIAGONAL,3,15",
    "VFM,DIAGONAL,7,16",
    "VFM,FULL,2,17",
    "VFM,FULL,3,18",
    "VFM,FULL,7,19",
    "AUTO_VFM,DIAGONAL,2,20",
    "AUTO_VFM,FULL,3,21",
    "AUTO_VFM,DIAGONAL,7,22"
  })
  void a_sweep_leads_to_the_same_parameters_bound_and_predictions(
      ModelType type, Covariance covariance, int active, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Shapes shapes = shapes(active, random);
    Machine one =
        ModelFixtures.started(shapes, settings(type, covariance), new SplittableRandom(seed));
    Machine other =
        ModelFixtures.started(shapes, settings(type, covariance), new SplittableRandom(seed));
    RatingGraph graph = ModelFixtures.rate(shapes, 700, random).graph();
    Passes loops = passes(new CpuEngine(1), one, graph, Optimizer.COORDINATE_ASCENT);
    Passes arrays = passes(engine, other, graph, Optimizer.COORDINATE_ASCENT);
    for (int sweep = 0; sweep < 3; sweep++) {
      loops.run(sweep, sweep > 0);
      arrays.run(sweep, sweep > 0);
      assertClose(one.features.means, other.features.means);
      assertClose(one.features.covariances, other.features.covariances);
      assertRelative(one.biasMean, other.biasMean);
      assertRelative(one.noisePrecision, other.noisePrecision);
      assertRelative(loops.bound().total(), arrays.bound().total());
      assertClose(predictions(one), predictions(other));
    }
  }

  /** What it cannot sum up is done by loops. */
  @Test
  void noise_by_user_is_that_of_loops() {
    RandomGenerator random = new SplittableRandom(31);
    Shapes shapes = shapes(2, random);
    ModelSettings byUser =
        settings(ModelType.VFM, Covariance.FULL).change().noise(RatingNoise.BY_USER).build();
    Machine one = ModelFixtures.started(shapes, byUser, new SplittableRandom(31));
    Machine other = ModelFixtures.started(shapes, byUser, new SplittableRandom(31));
    RatingGraph graph = ModelFixtures.rate(shapes, 700, random).graph();
    Passes loops = passes(new CpuEngine(1), one, graph, Optimizer.COORDINATE_ASCENT);
    Passes arrays = passes(engine, other, graph, Optimizer.COORDINATE_ASCENT);
    for (int sweep = 0; sweep < 3; sweep++) {
      loops.run(sweep, sweep > 0);
      arrays.run(sweep, sweep > 0);
    }
    assertArrayEquals(one.features.means, other.features.means);
    assertEquals(one.noiseFactor(0), other.noiseFactor(0));
    assertTrue(one.noiseFactor(0) != 1);
  }

  private static void assertRelative(double expected, double actual) {
    assertEquals(expected, actual, TOLERANCE * Math.abs(expected));
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

  private static Passes passes(
      Engine engine, Machine machine, RatingGraph graph, Optimizer optimizer) {
    return engine.passes(
        machine,
        graph,
        TrainingSettings.defaults(optimizer),
        new RandomStreams(5),
        ModelFixtures.samples(machine));
  }

  /** Samples drawn with the same noise from almost the same conditional distributions. */
  @ParameterizedTest(name = "{0} active features")
  @CsvSource({"2", "3", "7"})
  void a_sample_is_drawn_where_loops_draw_it(int active) {
    RandomGenerator random = new SplittableRandom(30);
    Shapes shapes = shapes(active, random);
    ModelSettings settings = ModelSettings.defaults(ModelType.BAYESIAN_FM).withFactors(FACTORS);
    Machine one = ModelFixtures.started(shapes, settings, new SplittableRandom(31));
    Machine other = ModelFixtures.started(shapes, settings, new SplittableRandom(31));
    RatingGraph graph = ModelFixtures.rate(shapes, 700, random).graph();
    passes(new CpuEngine(1), one, graph, Optimizer.GIBBS).run(0, false);
    passes(engine, other, graph, Optimizer.GIBBS).run(0, false);
    assertClose(one.features.means, other.features.means);
    assertRelative(one.noisePrecision, other.noisePrecision);
  }

  @Test
  void rows_of_many_ratings_lose_no_precision() {
    RandomGenerator random = new SplittableRandom(32);
    Shapes shapes = ModelFixtures.pairs(3, 3000);
    Machine machine =
        ModelFixtures.started(shapes, settings(ModelType.VFM, Covariance.FULL), random);
    RatingGraph graph = new RatingGraph(3, 3000);
    for (int n = 0; n < 60_000; n++) {
      graph.add(n % 2, random.nextInt(3000), 0.5f * random.nextInt(1, 11));
    }
    assertSameSums(
        machine,
        graph,
        new Nd4jRowSums(machine, graph.users(), machine.right, false),
        new RowLoops(machine, graph.users(), machine.right));
  }

  /** Several blocks, rows and ends without ratings, long rows, and pairs that are rated twice. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"DIAGONAL", "FULL"})
  void sums_are_those_of_loops_where_few_pairs_are_known(Covariance covariance) {
    RandomGenerator random = new SplittableRandom(34);
    Shapes shapes = ModelFixtures.pairs(1500, 2000);
    Machine machine = ModelFixtures.started(shapes, settings(ModelType.VFM, covariance), random);
    RatingGraph graph = new RatingGraph(1500, 2000);
    for (int n = 0; n < 20_000; n++) {
      int user = (int) (1400 * Math.pow(random.nextDouble(), 3));
      int item = (int) (1900 * Math.pow(random.nextDouble(), 2));
      graph.add(user, item, random.nextInt(1, 6));
    }
    assertSameSums(
        machine,
        graph,
        new Nd4jRowSums(machine, graph.users(), machine.right, false),
        new RowLoops(machine, graph.users(), machine.right));
  }

  @Test
  void models_fitted_at_once_on_any_number_of_threads_are_the_same_to_the_last_bit()
      throws InterruptedException {
    double expected = fittedBound(new Nd4jEngine(EngineKind.ND4J, 1));
    assertEquals(expected, fittedBound(new Nd4jEngine(EngineKind.ND4J, 2)), 0.0);
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
    Shapes shapes = ModelFixtures.pairs(600, 700);
    Machine machine =
        ModelFixtures.started(shapes, settings(ModelType.VFM, Covariance.FULL), random);
    RatingGraph graph = ModelFixtures.rate(shapes, 6000, random).graph();
    Passes ascent = passes(engine, machine, graph, Optimizer.COORDINATE_ASCENT);
    for (int sweep = 0; sweep < 10; sweep++) {
      ascent.run(sweep, sweep > 3);
    }
    return ascent.bound().total();
  }

  @Test
  void says_what_computes() {
    assertEquals("ND4J CpuBackend, double precision", engine.description());
  }

  @ParameterizedTest(name = "{0}, {1} active features, unit values: {2}")
  @CsvSource({
    "FM,2,true",
    "FM,2,false",
    "FM,3,false",
    "FM,7,false",
    "VFM,2,true",
    "VFM,2,false",
    "VFM,3,false",
    "VFM,7,false",
    "AUTO_VFM,2,true",
    "AUTO_VFM,3,false",
    "AUTO_VFM,7,false"
  })
  void the_gradient_of_a_batch_is_that_of_loops(ModelType type, int active, boolean unit) {
    RandomGenerator random = new SplittableRandom(40 + active);
    Shapes shapes =
        unit ? ModelFixtures.pairs(9, 11) : ModelFixtures.fields(active, 6, false, random);
    Machine machine = ModelFixtures.started(shapes, settings(type, Covariance.DIAGONAL), random);
    machine.noisePrecision = 1.7;
    RatingList sorted = new RatingList();
    sorted.load(ModelFixtures.rate(shapes, 300, random).graph());
    RatingList ratings = new RatingList();
    ratings.deal(sorted, RandomStreams.permutation(300, random), 25);
    Gradient one = new Gradient(machine.features);
    Gradient other = new Gradient(machine.features);
    BatchLoss loops = new ExpectedLoss(machine);
    BatchLoss arrays = new Nd4jLoss(machine);
    loops.addGradient(ratings, 20, 180, 0, one);
    arrays.addGradient(ratings, 20, 180, 0, other);
    assertClose(one.means, other.means);
    assertClose(one.variances, other.variances);
    assertRelative(one.biasMean, other.biasMean);
    assertRelative(one.biasVariance, other.biasVariance);
  }

  @ParameterizedTest(name = "{0}, {1} active features")
  @CsvSource({"FM,2", "FM,3", "FM,7", "VFM,2", "VFM,3", "VFM,7", "AUTO_VFM,2", "AUTO_VFM,7"})
  void epochs_of_adam_lead_to_the_same_parameters_bound_and_predictions(
      ModelType type, int active) {
    RandomGenerator random = new SplittableRandom(50 + active);
    Shapes shapes = shapes(active, random);
    ModelSettings settings = settings(type, Covariance.DIAGONAL);
    Machine one = ModelFixtures.started(shapes, settings, new SplittableRandom(51));
    Machine other = ModelFixtures.started(shapes, settings, new SplittableRandom(51));
    RatingGraph graph = ModelFixtures.rate(shapes, 700, random).graph();
    TrainingSettings training =
        new TrainingSettings(Optimizer.ADAM, Estimator.CLOSED_FORM, 3, 1, 150, 1e-2, 0);
    RandomStreams streams = new RandomStreams(5);
    Passes loops =
        new CpuEngine(1).passes(one, graph, training, streams, ModelFixtures.samples(one));
    Passes arrays = engine.passes(other, graph, training, streams, ModelFixtures.samples(other));
    loops.restart();
    arrays.restart();
    for (int epoch = 0; epoch < 3; epoch++) {
      loops.run(epoch, epoch > 0);
      arrays.run(epoch, epoch > 0);
    }
    // Adam divides by the size of gradients, which makes the rounding of small ones larger.
    assertArrayEquals(one.features.means, other.features.means, 1e-6);
    assertArrayEquals(one.features.covariances, other.features.covariances, 1e-6);
    assertEquals(loops.bound().total(), arrays.bound().total(), 1e-4);
    assertArrayEquals(predictions(one), predictions(other), 1e-5);
  }

  @Test
  void a_sampled_loss_is_refused_with_the_reason() {
    Machine machine = ModelFixtures.machine(ModelFixtures.pairs(2, 2), ModelSettings.DEFAULTS);
    TrainingSettings sampled =
        new TrainingSettings(Optimizer.ADAM, Estimator.SAMPLED, 3, 1, 150, 1e-2, 0);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    engine.passes(
                        machine,
                        new RatingGraph(2, 2),
                        sampled,
                        new RandomStreams(1),
                        ModelFixtures.samples(machine)))
            .getMessage();
    assertTrue(message.contains("example by example"), message);
  }
}
