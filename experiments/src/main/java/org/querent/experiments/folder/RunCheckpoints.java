package org.querent.experiments.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.AtomicFile;
import org.querent.core.archive.Sha256;
import org.querent.experiments.lock.FolderLock;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.RunState;
import org.querent.simulator.spec.Protocol;

/**
 * The states of a run in its folder {@code checkpoint}: the last two, should the last be damaged.
 * What a state counts on is on the disk before it is. Of a complete run the last is kept beside the
 * runs, in {@code states}, so that a longer one can go on from it; no result depends on it. Not
 * thread-safe.
 */
public final class RunCheckpoints implements Checkpoints {
  private static final String SUFFIX = ".querent";
  private static final int KEPT = 2;

  private final Path folder;
  private final FolderLock lock;
  private final RunLog log;
  private final RunOrigin origin;
  private final int parts;
  private final long nanosBetween;
  private final IntConsumer begins;
  private final Consumer<String> notes;
  private long written = System.nanoTime();

  /**
   * Checkpoints of a run.
   *
   * @param run the run's folder
   * @param lock on the run
   * @param origin what the run is of
   * @param parts at which moments of the run a state may be kept
   * @param secondsBetween how much time must pass between two states that are kept, but for the
   *     last
   * @param begins hears after how many queries the run goes on
   * @param notes hears of what is damaged
   */
  public RunCheckpoints(
      Path run,
      FolderLock lock,
      RunLog log,
      RunOrigin origin,
      int parts,
      double secondsBetween,
      IntConsumer begins,
      Consumer<String> notes) {
    this.folder = folder(run);
    this.lock = lock;
    this.log = log;
    this.origin = origin;
    this.parts = parts;
    this.nanosBetween = Math.round(secondsBetween * 1e9);
    this.begins = begins;
    this.notes = notes;
  }

  @Override
  public int parts() {
    return parts;
  }

  @Override
  public Optional<RunState> last() {
    if (parts == 0) {
      return Optional.empty();
    }
    try {
      for (Path file : files(folder)) {
        Optional<RunState> state = stateOf(file);
        if (state.isPresent()) {
          log.skipTo(state.get());
          begins.accept(state.get().asked());
          return state;
        }
        // By its name it might be later than those that are to come.
        Files.deleteIfExists(file);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a state, or tells why it cannot be gone on from. */
  private Optional<RunState> stateOf(Path file) throws IOException {
    try {
      RunState state = read(file);
      if (log.reaches(state)) {
        log.originAt(state, origin).require(state, file);
        return Optional.of(state);
      }
      notes.accept(file + " is ahead of the log, of which a part is lost; passed over");
    } catch (ArchiveException e) {
      notes.accept(e.getMessage() + "; passed over");
    }
    return Optional.empty();
  }

  private static RunState read(Path file) {
    return new RunState(ArrayArchive.read(file, RunState.FORMAT, RunState.VERSION));
  }

  @Override
  public void offer(Supplier<RunState> state, boolean isLast) {
    if (!isLast && System.nanoTime() - written < nanosBetween) {
      return;
    }
    lock.require();
    RunState taken = state.get();
    try {
      log.force();
      write(folder, taken, log.originNow(origin));
      for (Path old : files(folder).stream().skip(KEPT).toList()) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written = System.nanoTime();
  }

  private static void write(Path folder, RunState state, StateOrigin origin) throws IOException {
    RunFolder.makeWithin(folder);
    String name = String.format(Locale.ROOT, "%010d%s", state.asked(), SUFFIX);
    origin.write(state, folder.resolve(name));
  }

  /** Where those of a run are. */
  public static Path folder(Path run) {
    return run.resolve("checkpoint");
  }

  /**
   * Puts the last beside the runs and deletes the others, as the run is complete; all where a run
   * with a longer budget does not go on from it.
   */
  public static void complete(Path run, Protocol protocol) throws IOException {
    Optional<Path> last = files(folder(run)).stream().findFirst();
    if (last.isPresent() && !protocol.hasNewcomers()) {
      RunFolder.makeWithin(kept(run).getParent());
      Files.move(last.get(), kept(run), StandardCopyOption.REPLACE_EXISTING);
    }
    for (Path file : all(folder(run))) {
      Files.delete(file);
    }
    Files.deleteIfExists(folder(run));
  }

  /**
   * Begins a run with the last state of another that is complete, and with what was logged and
   * measured of that.
   *
   * @param run the folder of the run
   * @param origin what the run is of
   * @param other the folder of the other
   * @param otherOrigin what the other is of
   * @param seal of the other
   * @throws ArchiveException if the state is damaged, not there, or not that of the other
   * @throws RunSeal.BrokenException if the other is not as it was sealed
   */
  public static void begin(
      Path run, RunOrigin origin, Path other, RunOrigin otherOrigin, RunSeal seal)
      throws IOException {
    Path file = kept(other);
    RunState state = read(file);
    byte[] curve = seal.lines(other, RunLog.CURVE, state.evaluations());
    byte[] queries = seal.lines(other, RunLog.QUERIES, state.asked());
    String curveSum = Sha256.hex(curve);
    String queriesSum = Sha256.hex(queries);
    new StateOrigin(otherOrigin, curveSum, queriesSum).require(state, file);
    RunTimes.takeOver(other, otherOrigin, run, origin);
    AtomicFile.write(run.resolve(RunLog.CURVE), curve);
    AtomicFile.write(run.resolve(RunLog.QUERIES), queries);
    write(folder(run), state, new StateOrigin(origin, curveSum, queriesSum));
  }

  /**
   * How what was kept of a run cannot be gone on from; empty if it can.
   *
   * @param origin what the run is of
   * @param isWhole whether all of it is read, and not only what it tells of itself
   */
  static Optional<String> damage(Path run, RunOrigin origin, boolean isWhole) {
    Path file = kept(run);
    try {
      StateOrigin.requireRun(
          isWhole
              ? read(file).archive().header()
              : ArrayArchive.header(file, RunState.FORMAT, RunState.VERSION),
          origin,
          file);
      return Optional.empty();
    } catch (ArchiveException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Deletes what was kept of a complete run. */
  public static void forget(Path run) throws IOException {
    Files.deleteIfExists(kept(run));
  }

  /** The folder of what is kept of all complete runs. */
  static Path keptFolder(Path experiment) {
    return experiment.resolve("states");
  }

  private static Path kept(Path run) {
    return keptFolder(run.getParent().getParent()).resolve(run.getFileName() + SUFFIX);
  }

  /** The latest first, without what a killed process had begun to write. */
  private static List<Path> files(Path folder) {
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
