package org.querent.experiments.lock;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.querent.experiments.ExperimentException;

/**
 * Keeps a folder, one of the runs in it, or its report, for one part of one process; a killed
 * process gives it back, a stopped one does not. Not thread-safe.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * A stretch of the bytes of the lock file, all below 2^31: every network file system has them.
   *
   * @param isMade whether the folder is made where it is missing
   */
  private record Bytes(long first, long count, boolean isMade) {
    static final Bytes FOLDER = new Bytes(0, 1, true);
    static final Bytes REPORT = new Bytes(1, 1, true);
    static final Bytes RUNS = new Bytes(2, 1L << 30, false);

    /** By chance, two runs may have the same: they are not played at the same time then. */
    static Bytes of(String name, boolean isMade) {
      CRC32C sum = new CRC32C();
      sum.update(name.getBytes(StandardCharsets.UTF_8));
      return new Bytes(RUNS.first + (sum.getValue() >>> 2), 1, isMade);
    }
  }

  /** Who looks on holds a lock for an instant, to see whether it is free. */
  private static final int TRIES = 5;

  private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(10);

  /** A report takes a few seconds; who was stopped while writing one may never go on. */
  private static final int REPORT_TRIES = 6_000;

  private final Path folder;
  private final LockFile file;
  private final FileLock lock;

  private FolderLock(Path folder, LockFile file, FileLock lock) {
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
    return ifFree(folder).orElseThrow(() -> inUse(folder));
  }

  /**
   * Locks a folder unless it is in use, making it if need be.
   *
   * @throws ExperimentException if it cannot be made
   */
  public static Optional<FolderLock> ifFree(Path folder) {
    return ifFree(folder, Bytes.FOLDER, TRIES);
  }

  /**
   * Locks one run of a run folder unless somebody plays it.
   *
   * @param run the name of its folder
   * @throws ExperimentException if the folder is not there: it was locked before, so it was deleted
   */
  public static Optional<FolderLock> ofRun(Path folder, String run) {
    return ifFree(folder, Bytes.of(run, false), 1);
  }

  /**
   * Locks all runs of a run folder.
   *
   * @throws ExperimentException if somebody plays one
   */
  public static FolderLock ofRuns(Path folder) {
    return ifFree(folder, Bytes.RUNS, TRIES).orElseThrow(() -> inUse(folder));
  }

  /**
   * Locks the report of a folder, for which it waits.
   *
   * @throws ExperimentException if that takes a minute
   */
  public static FolderLock ofReport(Path folder) {
    return ifFree(folder, Bytes.REPORT, REPORT_TRIES)
        .orElseThrow(
            () ->
                new ExperimentException(
                    "another process has been writing the report of "
                        + folder
                        + " for a minute; end it, and give the command again"));
  }

  /**
   * Locks a file that is still to be made, in a folder that is no run folder.
   *
   * @throws ExperimentException if somebody makes it
   */
  public static FolderLock ofFile(Path file) {
    return ofFile(file, "another process is making " + file + "; wait for it");
  }

  /**
   * Locks a file in a folder that is no run folder, which is made if need be.
   *
   * @param held what to tell where somebody has it
   * @throws ExperimentException if somebody has
   */
  public static FolderLock ofFile(Path file, String held) {
    Path folder = file.toAbsolutePath().getParent();
    return ifFree(folder, Bytes.of(file.getFileName().toString(), true), TRIES)
        .orElseThrow(() -> new ExperimentException(held));
  }

  private static Optional<FolderLock> ifFree(Path folder, Bytes bytes, int tries) {
    try {
      for (int n = 0; n < tries; n++) {
        if (n > 0) {
          LockSupport.parkNanos(NANOS_BETWEEN);
        }
        if (bytes.isMade) {
          LockFile.make(folder);
        }
        LockFile file = LockFile.open(folder);
        Optional<FileLock> lock = file.lock(bytes.first, bytes.count);
        if (lock.isPresent()) {
          FolderLock taken = new FolderLock(folder, file, lock.get());
          if (file.isInPlace()) {
            return Optional.of(taken);
          }
          // The folder was deleted between the opening and the locking.
          taken.close();
        } else {
          file.close();
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      throw gone(folder);
    } catch (IOException e) {
      throw ExperimentException.of("cannot open the folder " + folder, e);
    }
  }

  private static ExperimentException gone(Path folder) {
    return new ExperimentException(
        folder
            + " was deleted, moved or replaced while it was in use; nothing more is written into it");
  }

  private static ExperimentException inUse(Path folder) {
    return new ExperimentException(
        folder + " is in use by another process; wait for it, or choose another --out");
  }

  /** The file in a folder that is locked. */
  public static Path file(Path folder) {
    return folder.resolve(LockFile.NAME);
  }

  /** Whether somebody holds a folder. Holds it for an instant itself. */
  public static boolean isHeld(Path folder) {
    return isHeld(folder, Bytes.FOLDER);
  }

  /** Whether somebody plays a run of a run folder. */
  public static boolean isHeld(Path folder, String run) {
    return isHeld(folder, Bytes.of(run, false));
  }

  private static boolean isHeld(Path folder, Bytes bytes) {
    try {
      return LockFile.isLocked(folder, bytes.first, bytes.count);
    } catch (IOException e) {
      throw ExperimentException.of("cannot look at the folder " + folder, e);
    }
  }

  /**
   * Requires that the folder is the one that was locked: what was deleted is not to come back in
   * parts.
   *
   * @throws ExperimentException if it was deleted, or another was put in its place
   */
  public void require() {
    try {
      if (!file.isInPlace()) {
        throw gone(folder);
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot look at the folder " + folder, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      file.close();
    } catch (IOException e) {
      throw ExperimentException.of("cannot release the folder " + folder, e);
    }
  }
}
