package org.querent.experiments.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.lock.FolderLock;

/**
 * The folder that holds everything about one experiment.
 *
 * <p>Files are written under another name and moved into place when they are complete. Open for one
 * process at a time.
 */
public final class RunFolder implements AutoCloseable {
  /** The folder within it that holds a folder for each run. */
  public static final String RUNS = "runs";

  /** What is told of what is {@link #misplaced}. */
  public static final String MISPLACED =
      "it is a file where a folder should be, or the other way round";

  private final Path path;
  private final FolderLock lock;

  private RunFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a folder unless it is in use, making it if need be.
   *
   * @throws ExperimentException if it cannot be made
   */
  public static Optional<RunFolder> ifFree(Path path) {
    return FolderLock.ifFree(path).map(lock -> open(path, lock));
  }

  private static RunFolder open(Path path, FolderLock lock) {
    try {
      Files.createDirectories(path.resolve(RUNS));
      return new RunFolder(path, lock);
    } catch (IOException e) {
      lock.close();
      throw ExperimentException.of("cannot open the run folder " + path, e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The folder of one run, which may not exist yet. */
  public static Path run(Path path, RunId id) {
    return path.resolve(RUNS).resolve(id.folderName());
  }

  /**
   * What of a run is a file where there should be a folder, or the other way round, so that nothing
   * can be read there nor written.
   */
  public static Optional<Path> misplaced(Path run) {
    if (!Files.isDirectory(run)) {
      return Files.exists(run) ? Optional.of(run) : Optional.empty();
    }
    Path checkpoints = RunCheckpoints.folder(run);
    if (Files.isRegularFile(checkpoints)) {
      return Optional.of(checkpoints);
    }
    return Stream.concat(Stream.of(RunSeal.NAME), RunLog.SEALED.stream())
        .map(run::resolve)
        .filter(Files::isDirectory)
        .findFirst();
  }

  /**
   * Requires that of a run nothing is {@link #misplaced}.
   *
   * @throws RunSeal.BrokenException if something is
   */
  public static void requirePlaces(Path run) throws RunSeal.BrokenException {
    Optional<Path> misplaced = misplaced(run);
    if (misplaced.isPresent()) {
      throw new RunSeal.BrokenException(misplaced.get(), MISPLACED);
    }
  }

  /**
   * Writes a text file, all or nothing, and also when the thread is interrupted, which it stays.
   *
   * @throws ExperimentException if it cannot be written, or the folder is gone
   */
  public void write(String name, String text) {
    require();
    Path target = path.resolve(name);
    try {
      uninterrupted(target, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + target, e);
    }
  }

  /**
   * Requires that the folder is the one that was opened.
   *
   * @throws ExperimentException if it was deleted, or another was put in its place
   */
  public void require() {
    lock.require();
  }

  /**
   * Does something to all runs while nobody plays one.
   *
   * @throws ExperimentException if somebody plays one
   */
  public void withRuns(Runnable task) {
    try (FolderLock runs = FolderLock.ofRuns(path)) {
      runs.require();
      task.run();
    }
  }

  /** Deletes the runs, complete or not, what was measured of them, and who played them. */
  public void clear() {
    try {
      Files.deleteIfExists(path.resolve(PhaseTimes.NAME));
      delete(RunTimes.folder(path));
      delete(RunCheckpoints.keptFolder(path));
      delete(Session.folder(path));
      delete(path.resolve(RUNS));
      Files.createDirectories(path.resolve(RUNS));
    } catch (IOException e) {
      throw ExperimentException.of("cannot delete the runs of " + path, e);
    }
  }

  /**
   * Makes a folder unless it is there, but not what it is to be in: that was there, and if it was
   * deleted it must not come back.
   */
  public static void makeWithin(Path folder) throws IOException {
    try {
      if (!Files.exists(folder)) {
        Files.createDirectory(folder);
      }
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    }
  }

  /** Writes a file, all or nothing; an interrupted thread could not, and stays interrupted. */
  static void uninterrupted(Path file, byte[] content) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      AtomicFile.write(file, content);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Deletes a folder and all that is in it, if it is there. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
