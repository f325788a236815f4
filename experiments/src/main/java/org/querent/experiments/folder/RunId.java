package org.querent.experiments.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.querent.core.spec.ModelSettings;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.experiment.models.ModelSpec;

/**
 * Names one run of an experiment.
 *
 * @param repetition what the seed is called: the name of a fold, or the seed itself
 */
public record RunId(String strategy, String model, long seed, String repetition) {
  /** The run of a seed that has no other name. */
  public RunId(String strategy, String model, long seed) {
    this(strategy, model, seed, Long.toString(seed));
  }

  /** The run of a strategy under a seed. */
  public static RunId of(ExperimentSpec spec, StrategySpec<?> strategy, long seed) {
    ModelSettings model = strategy.model().map(ModelSpec::model).orElse(spec.settings().model());
    String type = model.type().name().toLowerCase(Locale.ROOT);
    return new RunId(strategy.label(), type, seed, spec.dataset().repetition(seed));
  }

  /** All runs, seed by seed, so that a first picture of all strategies is there early. */
  public static List<RunId> all(ExperimentSpec spec) {
    List<RunId> all = new ArrayList<>();
    for (long seed : spec.seeds()) {
      spec.strategies().forEach(strategy -> all.add(of(spec, strategy, seed)));
    }
    return all;
  }

  /** What its folder is called. */
  public String folderName() {
    return strategy + "-" + model + "-" + repetition;
  }
}
