package org.querent.experiments.folder;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  private final RunOrigin origin;
  private final Map<String, Double> seconds;

  private RunTimes(Path file, RunOrigin origin, Map<String, Double> seconds) {
    this.file = file;
    this.origin = origin;
    this.seconds = new TreeMap<>(seconds);
  }

  /**
   * Goes on with the sums of a run.
   *
   * @param run the run's folder, in the run folder
   * @param origin what the run is of
   * @param notes hears of sums that are damaged, and begun anew
   */
  public static RunTimes of(Path run, RunOrigin origin, Consumer<String> notes) throws IOException {
    return new RunTimes(file(run), origin, read(run, origin, notes));
  }

  /**
   * Begins the sums of a complete run anew that are damaged or missing, so that they are told of
   * once.
   *
   * @param notes hears of them
   */
  public static void mend(Path run, RunOrigin origin, Consumer<String> notes) throws IOException {
    if (!RunSeal.isThere(run)) {
      return;
    }
    if (isMissing(run)) {
      notes.accept(missing(run));
    }
    Map<String, Double> seconds = read(run, origin, notes);
    if (isMissing(run)) {
      new RunTimes(file(run), origin, seconds).close();
    }
  }

  /**
   * Tells of the sums of all runs that are damaged, those of another, or missing.
   *
   * @param runs what the runs of the experiment should be
   */
  static void check(Path experiment, Map<RunId, ExpectedRun> runs, Consumer<String> notes) {
    Map<Path, RunOrigin> origins = new HashMap<>();
    runs.forEach(
        (id, expected) -> {
          Path run = RunFolder.run(experiment, id);
          origins.put(file(run), expected.origin());
          if (RunSeal.isThere(run) && isMissing(run)) {
            notes.accept(missing(run));
          }
        });
    for (Path file : PlayedFile.all(folder(experiment))) {
      PlayedFile.damage(file, Optional.ofNullable(origins.get(file)))
          .ifPresent(how -> notes.accept(leftOut(file, how)));
    }
  }

  private static boolean isMissing(Path run) {
    return Files.notExists(file(run));
  }

  private static String missing(Path run) {
    return file(run) + " is missing; the time that it told is not counted";
  }

  /** What is told of a file on which no result depends. */
  static String leftOut(Path file, String how) {
    return file + " is " + how + " and left out; no result depends on it";
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
   * @param origin what the run is of
   * @param notes hears of one that is damaged
   */
  public static Map<String, Double> read(Path run, RunOrigin origin, Consumer<String> notes)
      throws IOException {
    return PlayedFile.read(
            file(run), origin, new TypeReference<TreeMap<String, Double>>() {}, notes)
        .orElse(new TreeMap<>());
  }

  /** Adds what was spent on a phase. */
  public void add(Phase phase, long nanos) {
    seconds.merge(Kebab.ofConstant(phase), nanos / 1e9, Double::sum);
  }

  /** Counts for a run that goes on where another ended what is known of that. */
  static void takeOver(Path other, RunOrigin otherOrigin, Path run, RunOrigin origin)
      throws IOException {
    // What is damaged there is told of where it is run.
    Map<String, Double> seconds = read(other, otherOrigin, note -> {});
    new RunTimes(file(run), origin, seconds).close();
  }

  /** Deletes what is known of a run. */
  public static void forget(Path run) throws IOException {
    Files.deleteIfExists(file(run));
  }

  @Override
  public void close() throws IOException {
    PlayedFile.write(file, origin, seconds);
  }
}
