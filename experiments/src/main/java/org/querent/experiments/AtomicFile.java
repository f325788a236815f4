package org.querent.experiments;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there as a whole or not at all: a reader never sees half of one. Stateless. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file, in the place of an older one, under another name until it is complete. */
  public static void write(Path file, byte[] bytes) throws IOException {
    // Not a file of createTempFile, which only its owner could read.
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, bytes);
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Gives a complete file its name, in the place of an older one. */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
