package org.querent.experiments.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;

/** How many seconds the runs of each strategy spent on each phase, over all who played them. */
public final class PhaseTimes {
  /** The file of the sums. */
  public static final String NAME = "times.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private PhaseTimes() {}

  /**
   * The sums over the runs of an experiment as JSON.
   *
   * @param notes hears of what is damaged
   */
  public static String json(ExperimentSpec spec, Path folder, Consumer<String> notes) {
    Map<String, Map<String, Double>> seconds = new TreeMap<>();
    try {
      for (StrategySpec<?> strategy : spec.strategies()) {
        for (long seed : spec.seeds()) {
          Path run = RunFolder.run(folder, RunId.of(spec, strategy, seed));
          RunTimes.read(run, notes)
              .forEach(
                  (phase, time) ->
                      seconds
                          .computeIfAbsent(strategy.label(), label -> new TreeMap<>())
                          .merge(phase, time, Double::sum));
        }
      }
      return SealedText.json(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(seconds));
    } catch (IOException e) {
      throw ExperimentException.of("cannot read the times of " + folder, e);
    }
  }
}
