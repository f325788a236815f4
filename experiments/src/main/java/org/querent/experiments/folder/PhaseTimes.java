package org.querent.experiments.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.querent.core.archive.Sha256;
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
   * @param origins what each run is of
   * @param resolved the experiment as it is written, to which the sums belong
   * @param notes hears of what is damaged
   */
  public static String json(
      ExperimentSpec spec,
      Path folder,
      Function<RunId, RunOrigin> origins,
      String resolved,
      Consumer<String> notes) {
    Map<String, Map<String, Double>> seconds = new TreeMap<>();
    try {
      for (RunId id : RunId.all(spec)) {
        RunTimes.read(RunFolder.run(folder, id), origins.apply(id), notes)
            .forEach(
                (phase, time) ->
                    seconds
                        .computeIfAbsent(id.strategy(), label -> new TreeMap<>())
                        .merge(phase, time, Double::sum));
      }
      Map<String, Object> told = new LinkedHashMap<>();
      told.put(PlayedFolder.RESOLVED_FACT, Sha256.hex(resolved.getBytes(StandardCharsets.UTF_8)));
      told.putAll(seconds);
      return SealedText.json(told);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read the times of " + folder, e);
    }
  }
}
