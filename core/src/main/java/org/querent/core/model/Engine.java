package org.querent.core.model;

import org.querent.core.random.RandomStreams;

/** What computes a model. Thread-safe: models share nothing but threads. */
public abstract sealed class Engine permits CpuEngine, Nd4jEngine {
  Engine() {}

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

  /** What computes, in one line: for the provenance of results. */
  public abstract String description();

  abstract Passes passes(
      Machine machine,
      RatingGraph graph,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples);
}
