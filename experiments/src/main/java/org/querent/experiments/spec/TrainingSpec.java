package org.querent.experiments.spec;

import org.querent.core.settings.Setting;

/** How the model is fitted and how it follows the answers. */
public record TrainingSpec(
    @Setting("how the evidence lower bound is climbed") Optimizer optimizer,
    @Setting(value = "passes over the ratings in a fit from scratch", min = 1, max = 100_000)
        int sweeps,
    @Setting(value = "first passes of a fit, in which the priors are held", min = 0, max = 100_000)
        int heldSweeps,
    @Setting(value = "precision of the priors while they are held", min = 1e-6, max = 1e6)
        double priorPrecision,
    @Setting("how the model follows the answers") Incremental incremental,
    @Setting(value = "queries between two fits from scratch, 0 for never", min = 0)
        int fullRefitEvery) {
  /** The optimisers there are. */
  public enum Optimizer {
    /** Exact coordinate ascent. */
    COORDINATE_ASCENT
  }

  /** What is done after each batch. */
  public record Incremental(
      @Setting(value = "passes over the ratings after each batch", min = 1, max = 100_000)
          int sweeps) {}
}
