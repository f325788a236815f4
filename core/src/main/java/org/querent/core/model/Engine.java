package org.querent.core.model;

import org.querent.core.random.RandomStreams;

/** What computes a model. Thread-safe: models share nothing but threads. */
public abstract sealed class Engine permits CpuEngine, Nd4jEngine {
  private final EngineKind kind;
  private final Workers workers;

  Engine(EngineKind kind, int threads) {
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
    return switch (kind) {
      case CPU -> new CpuEngine(threads);
      case ND4J, CUDA -> new Nd4jEngine(kind, threads);
    };
  }

  /** The threads it uses. */
  final Workers workers() {
    return workers;
  }

  /** What computes, in one line: for the provenance of results. */
  public abstract String description();

  /**
   * What fits a machine.
   *
   * @throws IllegalArgumentException if the training cannot be computed here
   */
  final Passes passes(
      Machine machine,
      RatingGraph graph,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples) {
    training.requireFor(kind);
    RowSummation.Factory sums = summations();
    return switch (training.optimizer()) {
      case COORDINATE_ASCENT -> new RowCoordinateAscent(machine, graph, workers, sums);
      case ADAM ->
          new AdamPasses(
              machine, graph, workers, sums, loss(machine, training, streams), training, streams);
      case GIBBS -> new GibbsSampler(machine, graph, workers, sums, training, streams, samples);
    };
  }

  /** How the sums over the ratings of a row are made. */
  abstract RowSummation.Factory summations();

  /** How the gradient of a batch is made. */
  abstract BatchLoss loss(Machine machine, TrainingSettings training, RandomStreams streams);
}
