package org.querent.core.model;

import org.querent.core.random.RandomStreams;

/** Fused loops over primitive arrays, in double precision. */
public final class CpuEngine extends Engine {
  private final Workers workers;

  /** An engine of so many threads, the caller's included. */
  public CpuEngine(int threads) {
    workers = new Workers(threads);
  }

  @Override
  public String description() {
    return "cpu, double precision";
  }

  @Override
  Passes passes(
      Machine machine,
      RatingGraph graph,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples) {
    return switch (training.optimizer()) {
      case COORDINATE_ASCENT -> new RowCoordinateAscent(machine, graph, workers);
      case ADAM -> new AdamPasses(machine, graph, workers, training, streams);
      case GIBBS ->
          new GibbsSampler(machine, graph, workers, RowLoops::new, training, streams, samples);
    };
  }
}
