package org.querent.core.model;

import org.querent.core.random.RandomStreams;

/** Fused loops over primitive arrays, in double precision. */
public final class CpuEngine extends Engine {
  /** An engine of so many threads, the caller's included. */
  public CpuEngine(int threads) {
    super(EngineKind.CPU, threads);
  }

  @Override
  public String description() {
    return "cpu, double precision";
  }

  @Override
  RowSummation.Factory summations() {
    return RowLoops::new;
  }

  @Override
  BatchLoss loss(Machine machine, TrainingSettings training, RandomStreams streams) {
    return training.estimator() == Estimator.SAMPLED
        ? new SampledLoss(machine, streams)
        : new ExpectedLoss(machine);
  }
}
