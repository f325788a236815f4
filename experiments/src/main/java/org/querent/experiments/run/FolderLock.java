package org.querent.experiments.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
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
    return ifFree(folder)
        .orElseThrow(
            () ->
                new ExperimentException(
                    folder
                        + " is in use by another process; wait for it, or choose another --out"));
  }

  /**
   * Locks a folder unless it is in use, making it if need be.
   *
   * @throws ExperimentException if it cannot be made
   */
  static Optional<FolderLock> ifFree(Path folder) {
    try {
      Files.createDirectories(folder);
      Path path = folder.resolve(NAME);
      while (true) {
        FileChannel file =
            FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(file);
        if (lock == null) {
          file.close();
          return Optional.empty();
        }
        if (isStillAt(path, file)) {
          return Optional.of(new FolderLock(folder, file, lock));
        }
        file.close();
      }
    } catch (IOException e) {
      throw failure("cannot open the run folder " + folder, e);
    }
  }

  /** Whether a folder is locked, or was by a process that was killed. */
  static boolean isThere(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /**
   * Whether nobody deleted the file between its being opened and locked, as who gives it back does.
   */
  private static boolean isStillAt(Path path, FileChannel file) throws IOException {
    String token = UUID.randomUUID().toString();
    file.truncate(0).write(ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8)));
    try {
      return Files.readString(path).equals(token);
    } catch (NoSuchFileException e) {
      return false;
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
      // Deleted first: after the release it may be another's.
      Files.deleteIfExists(folder.resolve(NAME));
      lock.release();
      file.close();
    } catch (IOException e) {
      throw failure("cannot release the folder " + folder, e);
    }
  }
}
