package org.querent.experiments.spec;

import org.querent.core.model.EngineKind;
import org.querent.core.model.ModelSettings;
import org.querent.core.model.TrainingSettings;
import org.querent.core.settings.Setting;

/**
 * The settings of an experiment that are the same for all of its runs.
 *
 * @param split how the ratings are parted
 * @param model what is fitted
 * @param training how it is fitted and follows the answers
 * @param engine what computes it; engines sum in different orders
 * @param queries how much is asked
 * @param evaluate when and what is measured
 * @param seeds the number of repetitions per strategy, each with a split of its own
 */
public record RunSettings(
    @Setting("how the ratings are parted") SplitSpec split,
    @Setting("what is fitted") ModelSettings model,
    @Setting("how it is fitted and follows the answers") TrainingSpec training,
    @Setting("what computes it: loops, or array operations on the cores or on a graphics card")
        EngineKind engine,
    @Setting("how much is asked") QuerySpec queries,
    @Setting("when and what is measured") EvaluateSpec evaluate,
    @Setting(value = "repetitions per strategy", min = 1, max = 10_000) int seeds) {
  /** What holds where an experiment says nothing. */
  public static final RunSettings DEFAULTS =
      defaults(new ModelDefaults(ModelSettings.DEFAULTS, TrainingSettings.DEFAULTS));

  /** What holds where an experiment says no more than its model and optimiser. */
  static RunSettings defaults(ModelDefaults kinds) {
    return new RunSettings(
        new SplitSpec(0.25, 2000),
        kinds.model(),
        TrainingSpec.defaults(kinds.training()),
        EngineKind.CPU,
        new QuerySpec(5000, 50),
        new EvaluateSpec(250, EvaluateSpec.Metric.DEFAULTS),
        5);
  }
}
