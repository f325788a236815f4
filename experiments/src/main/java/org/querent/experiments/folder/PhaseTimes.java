package org.querent.experiments.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentSpec;

/** How many seconds the runs of each strategy spent on each phase, over all who played them. */
public final class PhaseTimes {
  /** The file of the sums. */
  public static final String NAME = "times.json";

  private PhaseTimes() {}

  /**
   * The sums over the runs of an experiment as JSON.
   *
   * @param notes hears of what is damaged
   */
  public static String json(ExperimentSpec spec, Path folder, Consumer<String> notes) {
    Map<String, Map<String, Double>> seconds = new TreeMap<>();
    try {
      for (RunId id : RunId.all(spec)) {
        RunTimes.read(RunFolder.run(folder, id), notes)
            .forEach(
                (phase, time) ->
                    seconds
                        .computeIfAbsent(id.strategy(), label -> new TreeMap<>())
                        .merge(phase, time, Double::sum));
      }
      return SealedText.json(seconds);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read the times of " + folder, e);
    }
  }
}
