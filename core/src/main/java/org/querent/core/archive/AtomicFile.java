package org.querent.core.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/**
 * Files that are there as a whole or not at all: a reader never sees half of one, not even after
 * the machine lost power. What stands at the path is respected: a symbolic link stays, and the file
 * that it leads to is replaced; what is no file, as a pipe or a device, is written into as it
 * comes. Stateless; two threads must not write the same file.
 */
public final class AtomicFile {
  /** A chain of more is taken for a circle, as Linux does. */
  private static final int MOST_LINKS = 40;

  private AtomicFile() {}

  /** What is to be in a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it to a buffered stream, which is not to be closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file, in the place of an older one, under another name until it is complete. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /**
   * Writes a file, in the place of an older one, under its name and {@code .part} until it is
   * complete. What a killed process left under that name is overwritten.
   *
   * @param attributes what the file is made with, as {@link OwnerOnly#file}; none for a usual one
   * @throws IOException if it cannot be written; the older file is as it was, but a pipe or a
   *     device has got what was written until then
   */
  public static void write(Path file, Content content, FileAttribute<?>... attributes)
      throws IOException {
    // Asked of the system, which also knows what /dev/stdout leads to.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      write(content, Files.newOutputStream(file, StandardOpenOption.WRITE));
      return;
    }
    Path target = target(file);
    // Not a file of createTempFile, which only its owner could read.
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      if (attributes.length > 0) {
        // One that a killed process left may be open to all.
        Files.deleteIfExists(part);
        Files.createFile(part, attributes);
      }
      write(content, Files.newOutputStream(part));
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Content content, OutputStream unbuffered) throws IOException {
    try (OutputStream out = new BufferedOutputStream(unbuffered, 1 << 16)) {
      content.writeTo(out);
    }
  }

  /** Where symbolic links lead to, which need not be there yet. */
  private static Path target(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** Gives a complete file its name, in the place of an older one, in the same folder. */
  public static void move(Path from, Path to) throws IOException {
    // A file system may keep a rename and lose what was written before it, unless told.
    try (FileChannel file = FileChannel.open(from, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
    forceFolder(to.toAbsolutePath().resolveSibling(""));
  }

  /** Returns when the names of a folder's files are on the disk, where the system can tell. */
  public static void forceFolder(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      // Windows opens no folders; there the rename itself is all that can be asked for.
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }
}
