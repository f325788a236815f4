package org.querent.experiments.report.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.ExperimentException;

/**
 * Writes into the folder of a report. Each file is replaced at once: no reader sees half of one.
 */
public final class ReportFolder {
  private ReportFolder() {}

  /** A text as files hold it. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Makes a folder before anything is written into it: one that is deleted meanwhile does not come
   * back with the rest of its files.
   */
  public static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /**
   * Puts a file in the place of an older one.
   *
   * @throws ExperimentException if it cannot be written
   */
  public static void replace(Path folder, String name, byte[] bytes) {
    Path file = folder.resolve(name);
    try {
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static ExperimentException failure(Path file, IOException e) {
    boolean isFolder = Files.isDirectory(file);
    if (isFolder || e instanceof FileAlreadyExistsException) {
      return new ExperimentException(
          String.format(
              Locale.ROOT,
              "Cannot write %s: a %s is there; move it away, and give the command again",
              file,
              isFolder ? "folder" : "file"),
          e);
    }
    return new ExperimentException(
        "Cannot write " + file + ": " + e.getMessage() + ". Is the folder writable?", e);
  }
}
