package org.querent.core;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read or written, as messages say it. */
public final class FileErrors {
  private FileErrors() {}

  /** The reason, on one line, without advice. */
  public static String reason(IOException error) {
    if (error instanceof NoSuchFileException missing) {
      Path path = Path.of(missing.getFile());
      return lacksFolder(path)
          ? "there is no folder " + path.getParent()
          : "there is no file " + path;
    }
    if (error instanceof FileAlreadyExistsException other) {
      return other.getFile() + " is there already, and is no folder";
    }
    // The message of a forbidden file is its name and no more; the class says why.
    String reason =
        error instanceof FileSystemException file && file.getReason() == null
            ? error.getClass().getSimpleName() + " " + file.getMessage()
            : String.valueOf(error.getMessage());
    return reason.lines().findFirst().orElse("");
  }

  /** Whether the folder is missing that a file is to be in. */
  public static boolean lacksFolder(Path file) {
    return file.getParent() != null && Files.notExists(file.getParent());
  }
}
