package org.querent.core.model;

import org.querent.core.random.RandomStreams;

/** What computes a model. Thread-safe: models share nothing but threads. */
public abstract sealed class Engine permits CpuEngine {
  Engine() {}

  /**
   * The engine of a kind; what it needs is loaded only now.
   *
   * @param threads how many threads the cpu engine uses, the caller's included
   * @throws EngineException if it cannot be had here
   */
  public static Engine of(EngineKind kind, int threads) {
    return switch (kind) {
      case CPU -> new CpuEngine(threads);
      case ND4J, CUDA ->
          throw new EngineException("there is no engine " + kind + " yet; use the engine cpu");
    };
  }

  abstract Passes passes(
      Machine machine,
      RatingGraph graph,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples);
}
