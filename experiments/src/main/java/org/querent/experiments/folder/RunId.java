package org.querent.experiments.folder;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;

/** Names one run of an experiment. */
public record RunId(String strategy, String model, long seed) {
  /** The run of a strategy under a seed. */
  public static RunId of(ExperimentSpec spec, StrategySpec<?> strategy, long seed) {
    String model = spec.settings().model().type().name().toLowerCase(Locale.ROOT);
    return new RunId(strategy.label(), model, seed);
  }

  /** All runs, seed by seed, so that a first picture of all strategies is there early. */
  public static Map<RunId, StrategySpec<?>> all(ExperimentSpec spec) {
    Map<RunId, StrategySpec<?>> all = new LinkedHashMap<>();
    for (long seed : spec.seeds()) {
      for (StrategySpec<?> strategy : spec.strategies()) {
        all.put(of(spec, strategy, seed), strategy);
      }
    }
    return all;
  }

  /** What its folder is called. */
  public String folderName() {
    return strategy + "-" + model + "-" + seed;
  }
}
