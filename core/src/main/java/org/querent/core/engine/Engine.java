package org.querent.core.engine;

import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.adam.AdamPasses;
import org.querent.core.fit.adam.BatchLoss;
import org.querent.core.fit.adam.Epochs;
import org.querent.core.fit.adam.ExpectedLoss;
import org.querent.core.fit.adam.SampledLoss;
import org.querent.core.fit.ascent.RowCoordinateAscent;
import org.querent.core.fit.gibbs.GibbsSampler;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Samples;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.TrainingSettings;

/** What computes a model. Thread-safe: models share nothing but threads. */
public abstract class Engine {
  private final EngineKind kind;
  private final Workers workers;

  /**
   * An engine.
   *
   * @param threads how many threads of this machine it uses, the caller's included
   */
  protected Engine(EngineKind kind, int threads) {
    this.kind = kind;
    this.workers = new Workers(threads);
  }

  /**
   * The engine of a kind. What it needs is loaded only now: nothing of ND4J for the cpu engine.
   *
   * @param threads how many threads of this machine it uses, the caller's included
   * @throws EngineException if it cannot be had here
   */
  public static Engine of(EngineKind kind, int threads) {
    if (kind == EngineKind.CPU) {
      return new CpuEngine(threads);
    }
    return provider(kind).start(kind, threads);
  }

  /**
   * The devices that engines of a kind find on this machine, where they compute on one.
   *
   * @throws EngineException if they cannot be looked for here; the message says what is missing
   */
  public static List<ComputeDevice> devices(EngineKind kind) {
    return kind == EngineKind.CPU ? List.of() : provider(kind).devices();
  }

  private static EngineProvider provider(EngineKind kind) {
    ClassLoader loader = EngineProvider.class.getClassLoader();
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class, loader)) {
      if (provider.kinds().contains(kind)) {
        return provider;
      }
    }
    throw new EngineException("no engine of the kind " + kind + " is on the class path");
  }

  /** The threads it uses. */
  public final Workers workers() {
    return workers;
  }

  /** What computes, in one line: for the provenance of results. */
  public abstract String description();

  /**
   * What fits a machine.
   *
   * @throws IllegalArgumentException if the training cannot be computed here
   */
  public final Passes passes(
      Machine machine,
      RatingGraph graph,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples) {
    training.requireFor(kind);
    RowSummation.Factory sums = summations();
    return switch (training.optimizer()) {
      case COORDINATE_ASCENT -> ascent(machine, graph);
      case ADAM ->
          new AdamPasses(
              machine,
              graph,
              workers,
              sums,
              loss(machine, training, streams),
              epochs(machine, training),
              training,
              streams);
      case GIBBS -> new GibbsSampler(machine, graph, workers, sums, training, streams, samples);
    };
  }

  /**
   * What climbs the bound of a machine by coordinate ascent: where the noise of rows differs, or
   * ratings are steps of a scale, by loops.
   */
  protected Passes ascent(Machine machine, RatingGraph graph) {
    return new RowCoordinateAscent(
        machine, graph, workers, machine.isCommon() ? summations() : RowLoops::new);
  }

  /** How the sums over the ratings of a row are made: by loops, unless an engine knows better. */
  protected RowSummation.Factory summations() {
    return RowLoops::new;
  }

  /** What takes the steps of an epoch; null for loops, unless an engine knows better. */
  protected @Nullable Epochs epochs(Machine machine, TrainingSettings training) {
    return null;
  }

  /** How the gradient of a batch is made: by loops, unless an engine knows better. */
  protected BatchLoss loss(Machine machine, TrainingSettings training, RandomStreams streams) {
    return training.estimator() == Estimator.SAMPLED
        ? new SampledLoss(machine, streams)
        : new ExpectedLoss(machine);
  }
}
