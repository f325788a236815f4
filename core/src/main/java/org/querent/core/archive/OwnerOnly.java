package org.querent.core.archive;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and folders of what people said in confidence, which only their owner may read, where
 * the file system knows of owners as POSIX does. What is there already stays as open as it is.
 * Stateless.
 */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** What a file is to be made with at a path. */
  public static FileAttribute<?>[] file(Path path) {
    return attributes(path, "rw-------");
  }

  /** Makes an empty file unless there is one. */
  public static void makeFile(Path file) throws IOException {
    try {
      Files.createFile(file, file(file));
    } catch (FileAlreadyExistsException e) {
      // It is as open as whoever made it wanted.
    }
  }

  /** Makes a folder unless there is one; those above it, where they are missing, are usual ones. */
  public static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.toAbsolutePath().getParent());
    try {
      Files.createDirectory(folder, attributes(folder, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      // Another process was faster, or a file is in the way, which whoever writes into it is told.
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
