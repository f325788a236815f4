package org.querent.experiments.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
      "it is a file where a folder should be, or the other way round, or a link";

  /** Where goes what is not to be lost and cannot stay. */
  public static final String REPLACED = "replaced";

  private final Path path;
  private final FolderLock lock;

  private RunFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a folder unless it is in use, making it if need be. What is {@link #misplaced} beside its
   * runs is put aside.
   *
   * @param notes hears of that
   * @throws ExperimentException if it cannot be made
   */
  public static Optional<RunFolder> ifFree(Path path, Consumer<String> notes) {
    // Nobody can have locked what is no file, or put something where there is no folder.
    Stream<Path> first =
        Stream.concat(
            Stream.of(path.resolve(REPLACED)).filter(RunFolder::isNoFolder),
            Stream.of(FolderLock.file(path)).filter(RunFolder::isNoFile));
    putAside(path, first.toList(), notes);
    return FolderLock.ifFree(path).map(lock -> open(path, lock, notes));
  }

  private static RunFolder open(Path path, FolderLock lock, Consumer<String> notes) {
    try {
      putAside(path, misplacedBeside(path), notes);
      Files.createDirectories(path.resolve(RUNS));
      return new RunFolder(path, lock);
    } catch (IOException e) {
      lock.close();
      throw ExperimentException.of("cannot open the run folder " + path, e);
    }
  }

  private static void putAside(Path path, List<Path> misplaced, Consumer<String> notes) {
    try {
      for (Path what : misplaced) {
        Path target = putAside(path, what);
        notes.accept(
            what
                + " is damaged; it is made anew, and what was there is in "
                + target
                + ": "
                + MISPLACED);
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot put aside what is damaged of " + path, e);
    }
  }

  /** Puts something aside that a run folder cannot have there, and returns where it is now. */
  public static Path putAside(Path path, Path what) throws IOException {
    Path replaced = path.resolve(REPLACED);
    String name = what.getFileName() + "-damaged";
    Path target = what.equals(replaced) ? path.resolve(name) : replaced.resolve(name);
    move(what, target);
    return target;
  }

  /** Moves something, in the place of what is there. */
  public static void move(Path from, Path target) throws IOException {
    delete(target);
    Files.createDirectories(target.getParent());
    Files.move(from, target);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The folder of one run, which may not exist yet. */
  public static Path run(Path path, RunId id) {
    return path.resolve(RUNS).resolve(id.folderName());
  }

  /** The names of all complete runs of a folder, in order. */
  public static Set<String> complete(Path folder) {
    try (Stream<Path> runs = Files.list(folder.resolve(RUNS))) {
      return runs.filter(RunSeal::isThere)
          .map(run -> run.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw ExperimentException.of("cannot read the runs of " + folder, e);
    }
  }

  /**
   * What of a run is a file where there should be a folder, or the other way round, or a symbolic
   * link to what is elsewhere, so that nothing can be read there nor written.
   */
  public static Optional<Path> misplaced(Path run) {
    Path checkpoints = RunCheckpoints.folder(run);
    return Stream.of(
            Stream.of(run, checkpoints).filter(RunFolder::isNoFolder),
            Stream.concat(Stream.of(RunSeal.NAME, FailedRun.NAME), RunLog.SEALED.stream())
                .map(run::resolve)
                .filter(RunFolder::isNoFile),
            all(run).stream().filter(Files::isSymbolicLink),
            all(checkpoints).stream().filter(RunFolder::isNoFile))
        .flatMap(all -> all)
        .findFirst();
  }

  /** All that is {@link #misplaced} in a folder, but for what is of its runs. */
  static List<Path> misplacedBeside(Path path) {
    Stream<Path> files =
        Stream.of(
                PlayedFolder.EXPERIMENT,
                PlayedFolder.RESOLVED,
                PlayedFolder.PROVENANCE,
                PlayedFolder.TITLES,
                PlayedFolder.YARDSTICK,
                PhaseTimes.NAME)
            .map(path::resolve);
    List<Path> played =
        List.of(Session.folder(path), RunTimes.folder(path), RunCheckpoints.keptFolder(path));
    Stream<Path> folders =
        Stream.concat(Stream.of(RUNS, REPLACED).map(path::resolve), played.stream());
    return Stream.of(
            Stream.of(FolderLock.file(path)).filter(RunFolder::isNoFile),
            files.filter(RunFolder::isNoFile),
            folders.filter(RunFolder::isNoFolder),
            played.stream().flatMap(folder -> all(folder).stream()).filter(RunFolder::isNoFile))
        .flatMap(all -> all)
        .toList();
  }

  private static List<Path> all(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + folder, e);
    }
  }

  /** Whether something is there that is no file of the folder's own. */
  static boolean isNoFile(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isNoFolder(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
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
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
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
