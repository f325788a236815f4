package org.querent.core.model;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;

/** One pass over a million ratings: a sweep of coordinate ascent, a sample, or an epoch of Adam. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class SweepBenchmark {
  /** What is fitted, and how. */
  public enum Fit {
    DIAGONAL,
    FULL,
    GIBBS,
    ADAM
  }

  @Param("CPU")
  public EngineKind engine;

  @Param public Fit fit;

  @Param({"8", "20", "64"})
  public int factors;

  @Param({"1", "2"})
  public int threads;

  private Passes passes;
  private int number;

  /** Starts a machine where no two parameters are alike. */
  @Setup
  public void start() {
    if (factors > 20 && (fit == Fit.FULL || fit == Fit.GIBBS)) {
      skip("a matrix of 65 columns a row is no use to anybody");
    }
    ModelSettings settings = settings();
    TrainingSettings training = training();
    ModelFixtures.Shapes shapes =
        ModelFixtures.pairs(GeneratedRatings.USERS, GeneratedRatings.ITEMS);
    RandomStreams streams = new RandomStreams(1);
    Machine machine = new Machine(shapes.space(), shapes.left(), shapes.right(), settings);
    RatingGraph graph = new GeneratedRatings().graph();
    machine.initialise(graph.mean(), settings.priorPrecision(), 0.1, streams.stream("start"));
    passes =
        engine(engine, threads)
            .passes(machine, graph, training, streams, ModelFixtures.samples(machine));
    passes.restart();
  }

  private ModelSettings settings() {
    ModelType type = fit == Fit.GIBBS ? ModelType.BAYESIAN_FM : ModelType.VFM;
    ModelSettings settings = ModelSettings.defaults(type).withFactors(factors);
    return fit == Fit.FULL ? settings.withCovariance(Covariance.FULL) : settings;
  }

  /** All samples are burnt in: what is kept of a sample is no part of drawing it. */
  private TrainingSettings training() {
    Optimizer optimizer =
        switch (fit) {
          case DIAGONAL, FULL -> Optimizer.COORDINATE_ASCENT;
          case GIBBS -> Optimizer.GIBBS;
          case ADAM -> Optimizer.ADAM;
        };
    int held = fit == Fit.GIBBS ? 100_000 : 5;
    return new TrainingSettings(optimizer, Estimator.CLOSED_FORM, 100_000, held, 4096, 1e-2, 0);
  }

  private static Engine engine(EngineKind kind, int threads) {
    try {
      return Engine.of(kind, threads);
    } catch (EngineException e) {
      skip(e.getMessage());
      throw e;
    }
  }

  /** Ends this fork alone; the next combination goes on. */
  private static void skip(String reason) {
    System.out.println("skipped: " + reason);
    System.exit(0);
  }

  /** Learns the priors after five passes, when the factors have come alive. */
  @Benchmark
  public void pass() {
    passes.run(number, number >= 5);
    number++;
  }
}
