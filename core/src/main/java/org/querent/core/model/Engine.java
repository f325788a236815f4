package org.querent.core.model;

import org.querent.core.random.RandomStreams;

/** What computes a model. Thread-safe: models share nothing but threads. */
public abstract sealed class Engine permits CpuEngine {
  Engine() {}

  abstract Passes passes(
      Machine machine,
      RatingGraph graph,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples);
}
