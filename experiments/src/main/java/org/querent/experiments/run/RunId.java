package org.querent.experiments.run;

import java.util.Locale;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.StrategySpec;

/** Names one run of an experiment. */
record RunId(String strategy, String model, long seed) {
  static RunId of(ExperimentSpec spec, StrategySpec<?> strategy, long seed) {
    String model = spec.settings().model().type().name().toLowerCase(Locale.ROOT);
    return new RunId(strategy.label(), model, seed);
  }

  String folderName() {
    return strategy + "-" + model + "-" + seed;
  }
}
