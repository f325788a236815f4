package org.querent.experiments.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.ExperimentException;

/**
 * The folder that holds everything about one experiment.
 *
 * <p>Files are written under another name and moved into place when they are complete. Open for one
 * process at a time.
 */
final class RunFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;
  private final FileLock lock;

  private RunFolder(Path path, FileChannel lockFile, FileLock lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Opens a folder, making it if need be.
   *
   * @throws ExperimentException if it cannot be made or is in use
   */
  static RunFolder open(Path path) {
    try {
      Files.createDirectories(path.resolve("runs"));
      FileChannel lockFile =
          FileChannel.open(
              path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new ExperimentException(
            path + " is in use by another process; wait for it, or choose another --out");
      }
      return new RunFolder(path, lockFile, lock);
    } catch (IOException e) {
      throw failure("cannot open the run folder " + path, e);
    }
  }

  private static FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  /** The folder of one run, which may not exist yet. */
  Path run(RunId id) {
    return path.resolve("runs").resolve(id.folderName());
  }

  /** Writes a text file, all or nothing. */
  void write(String name, String text) {
    Path target = path.resolve(name);
    try {
      AtomicFile.write(target, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failure("cannot write " + target, e);
    }
  }

  /** Deletes the runs, complete or not. */
  void clear() {
    try (Stream<Path> files = Files.walk(path.resolve("runs"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      Files.createDirectories(path.resolve("runs"));
    } catch (IOException e) {
      throw failure("cannot delete the runs of " + path, e);
    }
  }

  static ExperimentException failure(String what, IOException cause) {
    // The message of a missing or forbidden file is its name and no more; the class says why.
    String reason =
        cause instanceof FileSystemException file && file.getReason() == null
            ? cause.getClass().getSimpleName() + " " + file.getMessage()
            : String.valueOf(cause.getMessage());
    return new ExperimentException(what + ": " + reason.lines().findFirst().orElse(""), cause);
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
      Files.deleteIfExists(path.resolve(".lock"));
    } catch (IOException e) {
      throw failure("cannot release the run folder " + path, e);
    }
  }
}
