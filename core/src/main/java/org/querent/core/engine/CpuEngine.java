package org.querent.core.engine;

import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.adam.BatchLoss;
import org.querent.core.fit.adam.ExpectedLoss;
import org.querent.core.fit.adam.SampledLoss;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.TrainingSettings;

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
  protected RowSummation.Factory summations() {
    return RowLoops::new;
  }

  @Override
  protected BatchLoss loss(Machine machine, TrainingSettings training, RandomStreams streams) {
    return training.estimator() == Estimator.SAMPLED
        ? new SampledLoss(machine, streams)
        : new ExpectedLoss(machine);
  }
}
