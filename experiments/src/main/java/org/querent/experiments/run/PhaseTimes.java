package org.querent.experiments.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.querent.experiments.yaml.Kebab;
import org.querent.simulator.Phase;

/**
 * Sums up how many seconds the runs of each strategy spent on each phase, over all processes that
 * played them. Hears what another progress does, too. Thread-safe.
 */
final class PhaseTimes implements Progress {
  static final String NAME = "times.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Progress other;
  private final Map<String, Map<String, Double>> seconds;

  /**
   * Goes on with the sums that a run folder has; begins anew where these are damaged.
   *
   * @param other hears everything as well
   */
  PhaseTimes(Path folder, Progress other) {
    this.other = other;
    seconds = new TreeMap<>(PlayedFolder.times(folder));
  }

  /** The sums as JSON. */
  synchronized String json() {
    try {
      return SealedText.json(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(seconds));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void spent(String strategy, Phase phase, long nanos) {
    seconds
        .computeIfAbsent(strategy, label -> new TreeMap<>())
        .merge(Kebab.ofConstant(phase), nanos / 1e9, Double::sum);
    other.spent(strategy, phase, nanos);
  }

  @Override
  public void asked(long queries) {
    other.asked(queries);
  }

  @Override
  public void kept(long queries) {
    other.kept(queries);
  }

  @Override
  public void spared(long queries) {
    other.spared(queries);
  }

  @Override
  public void reporting() {
    other.reporting();
  }

  @Override
  public void completed(String run) {
    other.completed(run);
  }

  @Override
  public void noted(String message) {
    other.noted(message);
  }

  @Override
  public void close() {
    other.close();
  }
}
