package org.querent.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.simulator.Checkpoints;
import org.querent.simulator.RunState;

/**
 * The states of a run in its folder {@code checkpoint}: the last two, should the last be damaged.
 * What a state counts on is on the disk before it is. Not thread-safe.
 */
final class RunCheckpoints implements Checkpoints {
  private static final String SUFFIX = ".querent";
  private static final int KEPT = 2;

  private final Path folder;
  private final FolderLock lock;
  private final RunLog log;
  private final int perRun;
  private final long nanosBetween;
  private final RunProgress counted;
  private final Progress progress;
  private long written = System.nanoTime();

  /**
   * Checkpoints of a run.
   *
   * @param run the run's folder
   * @param lock on the run
   * @param perRun at how many moments of the run a state may be kept
   * @param secondsBetween how much time must pass between two states that are kept
   * @param counted hears from where the run goes on
   * @param progress hears of what is damaged
   */
  RunCheckpoints(
      Path run,
      FolderLock lock,
      RunLog log,
      int perRun,
      double secondsBetween,
      RunProgress counted,
      Progress progress) {
    this.folder = folder(run);
    this.lock = lock;
    this.log = log;
    this.perRun = perRun;
    this.nanosBetween = Math.round(secondsBetween * 1e9);
    this.counted = counted;
    this.progress = progress;
  }

  @Override
  public int perRun() {
    return perRun;
  }

  @Override
  public Optional<RunState> last() {
    if (perRun == 0) {
      return Optional.empty();
    }
    for (Path file : files()) {
      try {
        RunState state = read(file);
        if (log.reaches(state)) {
          log.skipTo(state);
          counted.goesOn(state.asked());
          return Optional.of(state);
        }
        progress.noted(file + " is ahead of the log, of which a part is lost; passed over");
      } catch (ArchiveException e) {
        progress.noted(e.getMessage() + "; passed over");
      }
    }
    return Optional.empty();
  }

  private static RunState read(Path file) {
    return new RunState(ArrayArchive.read(file, RunState.FORMAT, RunState.VERSION));
  }

  @Override
  public void offer(Supplier<RunState> state) {
    if (System.nanoTime() - written < nanosBetween) {
      return;
    }
    lock.require();
    RunState taken = state.get();
    try {
      log.force();
      RunFolder.makeWithin(folder);
      taken
          .archive()
          .write(folder.resolve(String.format(Locale.ROOT, "%010d%s", taken.asked(), SUFFIX)));
      for (Path old : files().stream().skip(KEPT).toList()) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written = System.nanoTime();
  }

  /** Where those of a run are. */
  static Path folder(Path run) {
    return run.resolve("checkpoint");
  }

  /** Deletes all of them, as the run is complete. */
  static void clear(Path run) throws IOException {
    for (Path file : all(folder(run))) {
      Files.delete(file);
    }
    Files.deleteIfExists(folder(run));
  }

  /** The latest first, without what a killed process had begun to write. */
  private List<Path> files() {
    return all(folder).stream()
        .filter(file -> file.toString().endsWith(SUFFIX))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static List<Path> all(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
