package org.querent.experiments.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.querent.experiments.ExperimentException;

/** Keeps a folder for one process; a killed process gives it back. Not thread-safe. */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final Path folder;
  private final FileChannel file;
  private final FileLock lock;

  private FolderLock(Path folder, FileChannel file, FileLock lock) {
    this.folder = folder;
    this.file = file;
    this.lock = lock;
  }

  /**
   * Locks a folder, making it if need be.
   *
   * @throws ExperimentException if it cannot be made or is in use
   */
  public static FolderLock of(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        file.close();
        throw new ExperimentException(
            folder + " is in use by another process; wait for it, or choose another --out");
      }
      return new FolderLock(folder, file, lock);
    } catch (IOException e) {
      throw failure("cannot open the run folder " + folder, e);
    }
  }

  private static FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** What to tell the user about a file that failed, with the reason. */
  public static ExperimentException failure(String what, IOException cause) {
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
      file.close();
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      throw failure("cannot release the folder " + folder, e);
    }
  }
}
