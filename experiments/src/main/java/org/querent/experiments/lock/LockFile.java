package org.querent.experiments.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code .lock} of a folder, whose bytes are locked one by one; it is empty, so that every
 * byte is beyond its end and locking one forbids nobody to read.
 *
 * <p>POSIX gives a process's locks on a file back as soon as the process closes it anywhere. So it
 * is open once in a process, for all who hold a lock on it, and never read: files are told apart by
 * their keys, which need no opening. It stays when all locks are given back: one that is deleted
 * can be locked by who has opened it and again by who makes it anew. Thread-safe.
 */
final class LockFile {
  static final String NAME = ".lock";

  /** All files that are open in this process, by their keys. */
  private static final Map<Object, LockFile> OPEN = new HashMap<>();

  private final Path path;
  private final Object key;
  private final FileChannel channel;
  private int users;

  private LockFile(Path path, Object key) throws IOException {
    this.path = path;
    this.key = key;
    channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Makes a folder with its file, if need be. */
  static void make(Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      Files.createFile(folder.resolve(NAME));
    } catch (FileAlreadyExistsException e) {
      // Not opened by this, unlike by an option that creates what is missing.
    }
  }

  /**
   * Opens the file of a folder; whoever opens it closes it.
   *
   * @throws NoSuchFileException if there is none
   * @throws FileSystemException if a folder or a symbolic link is there, which another could lead
   *     elsewhere
   */
  static LockFile open(Path folder) throws IOException {
    Path path = folder.toRealPath().resolve(NAME);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          path.toString(),
          null,
          "it is a folder or a link, and has to be a file; move it away, or run the experiment again");
    }
    synchronized (OPEN) {
      Object key = key(path);
      LockFile file = OPEN.get(key);
      if (file == null) {
        file = new LockFile(path, key);
        OPEN.put(key, file);
      }
      file.users++;
      return file;
    }
  }

  /** Tells files apart, by their place where the system has no better. */
  private static Object key(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key == null ? path : key;
  }

  /** Locks some bytes, unless somebody holds one of them, be it this process. */
  Optional<FileLock> lock(long first, long count) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(first, count, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /** Whether somebody holds one of some bytes of a folder's file. Writes nothing. */
  static boolean isLocked(Path folder, long first, long count) throws IOException {
    synchronized (OPEN) {
      try {
        Path path = folder.toRealPath().resolve(NAME);
        if (Files.isDirectory(path)) {
          // What should be the file is none, so nobody has locked it.
          return false;
        }
        LockFile own = OPEN.get(key(path));
        if (own != null) {
          Optional<FileLock> lock = own.lock(first, count);
          if (lock.isPresent()) {
            lock.get().release();
          }
          return lock.isEmpty();
        }
        try (FileChannel other = FileChannel.open(path, StandardOpenOption.READ);
            FileLock lock = other.tryLock(first, count, true)) {
          return lock == null;
        }
      } catch (NoSuchFileException e) {
        return false;
      }
    }
  }

  /** Whether the file is still where it was opened, neither deleted nor replaced. */
  boolean isInPlace() throws IOException {
    try {
      return key(path).equals(key);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Gives up what one who opened it has of it. */
  void close() throws IOException {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(key);
        channel.close();
      }
    }
  }
}
