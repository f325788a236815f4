package org.querent.core.data.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.querent.core.archive.Sha256;

/**
 * The SHA-256 of a file, taken by a thread of its own while the file is parsed: that reads it at
 * nearly the same time, so from memory. Closing it ends the thread.
 */
final class FileChecksum implements AutoCloseable {
  private final FutureTask<String> task;
  private final Thread thread;

  private FileChecksum(FutureTask<String> task) {
    this.task = task;
    thread = new Thread(task, "checksum");
    thread.setDaemon(true);
  }

  static FileChecksum start(Path file) {
    FileChecksum checksum = new FileChecksum(new FutureTask<>(() -> of(file)));
    checksum.thread.start();
    return checksum;
  }

  private static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** The SHA-256 of what is left of a stream, in hexadecimal. */
  static String of(InputStream in) throws IOException {
    Sha256 checksum = new Sha256();
    InputStream through = checksum.through(in);
    byte[] buffer = new byte[1 << 16];
    while (through.read(buffer) >= 0) {
      // What is read is taken in on the way.
    }
    return checksum.hex();
  }

  /** Waits for the checksum, in hexadecimal. */
  String get() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the reading was interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
