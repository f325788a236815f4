package org.querent.experiments.folder;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.querent.experiments.yaml.Kebab;
import org.querent.simulator.progress.Phase;

/**
 * Sums up how many seconds a run spent on each phase, over all processes that played it: who plays
 * it, on whatever machine, goes on with the sums that are there. Beside the runs, whose files are
 * the same each time. Not thread-safe; written by {@link #close}.
 */
public final class RunTimes implements AutoCloseable {
  private static final String FOLDER = "times";

  private final Path file;
  private final Map<String, Double> seconds;

  private RunTimes(Path file, Map<String, Double> seconds) {
    this.file = file;
    this.seconds = new TreeMap<>(seconds);
  }

  /**
   * Goes on with the sums of a run.
   *
   * @param run the run's folder, in the run folder
   * @param notes hears of sums that are damaged, and begun anew
   */
  public static RunTimes of(Path run, Consumer<String> notes) throws IOException {
    return new RunTimes(file(run), read(run, notes));
  }

  /** The folder of all of them. */
  static Path folder(Path experiment) {
    return experiment.resolve(FOLDER);
  }

  private static Path file(Path run) {
    Path experiment = run.getParent().getParent();
    return folder(experiment).resolve(run.getFileName() + ".json");
  }

  /**
   * The seconds of a run by phase; empty where nothing is known. No result depends on it, and a
   * damaged file must not keep a run from being played.
   *
   * @param notes hears of one that is damaged
   */
  public static Map<String, Double> read(Path run, Consumer<String> notes) throws IOException {
    return PlayedFile.read(file(run), new TypeReference<TreeMap<String, Double>>() {}, notes)
        .orElse(new TreeMap<>());
  }

  /** Adds what was spent on a phase. */
  public void add(Phase phase, long nanos) {
    seconds.merge(Kebab.ofConstant(phase), nanos / 1e9, Double::sum);
  }

  /** Counts for a run that goes on where another ended what is known of that. */
  static void takeOver(Path other, Path run) throws IOException {
    if (Files.exists(file(other))) {
      RunFolder.makeWithin(file(run).getParent());
      Files.copy(file(other), file(run), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes what is known of a run. */
  public static void forget(Path run) throws IOException {
    Files.deleteIfExists(file(run));
  }

  @Override
  public void close() throws IOException {
    PlayedFile.write(file, seconds);
  }
}
