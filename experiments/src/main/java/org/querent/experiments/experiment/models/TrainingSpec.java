package org.querent.experiments.experiment.models;

import org.querent.core.settings.Setting;
import org.querent.core.spec.Estimator;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.strategies.learner.RetrainingSchedule;

/** How the model is fitted and how it follows the answers. */
public record TrainingSpec(
    @Setting("how the model is fitted") Optimizer optimizer,
    @Setting("how adam takes the expected loss") Estimator estimator,
    @Setting(value = "passes over the ratings in a fit from scratch", min = 1, max = 100_000)
        int sweeps,
    @Setting(value = "first passes of a fit, in which the priors are held", min = 0, max = 100_000)
        int heldSweeps,
    @Setting(value = "ratings per step of adam", min = 1, max = 10_000_000) int batch,
    @Setting(value = "step size of adam", min = 1e-9, max = 1) double alpha,
    @Setting(value = "rise of the bound a rating below which a fit ends", min = 0, max = 1)
        double tolerance,
    @Setting("how the model follows the answers") RetrainingSchedule incremental) {
  /** What holds of a way to fit where an experiment says nothing of how answers are followed. */
  public static TrainingSpec defaults(TrainingSettings fit) {
    return new TrainingSpec(
        fit.optimizer(),
        fit.estimator(),
        fit.sweeps(),
        fit.heldSweeps(),
        fit.batch(),
        fit.alpha(),
        fit.tolerance(),
        RetrainingSchedule.DEFAULTS);
  }

  /** How the model is fitted from scratch. */
  public TrainingSettings fit() {
    return new TrainingSettings(optimizer, estimator, sweeps, heldSweeps, batch, alpha, tolerance);
  }
}
