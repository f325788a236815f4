package org.querent.experiments;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.querent.core.FileErrors;

/**
 * Where a command is to write. Whether it can is found out before its work is done and not after;
 * nothing is left behind.
 */
public final class Destination {
  private Destination() {}

  /**
   * Refuses a file that cannot be written, or be replaced.
   *
   * @throws ExperimentException if it is a folder, or nothing can be written beside it
   */
  public static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new ExperimentException("cannot write " + file + ": it is a folder; name a file in it");
    }
    // A pipe or a device is written into as it comes.
    if (!Files.exists(file) || Files.isRegularFile(file)) {
      Path folder = file.toAbsolutePath().normalize().getParent();
      if (folder != null && !Files.isSymbolicLink(file)) {
        require(folder, file);
      }
    }
  }

  /**
   * Refuses a folder that cannot be made, or be written into.
   *
   * @throws ExperimentException if it is a file, or nothing can be written where it is to be
   */
  public static void requireFolder(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    require(there, folder);
  }

  private static void require(Path folder, Path wanted) {
    if (!Files.exists(folder)) {
      throw refused(wanted, "there is no folder " + folder + "; make it");
    }
    if (!Files.isDirectory(folder)) {
      throw refused(wanted, folder + " is no folder; name another");
    }
    Path trial = folder.resolve(".querent-" + ProcessHandle.current().pid());
    try {
      Files.newOutputStream(trial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
      Files.deleteIfExists(trial);
    } catch (FileAlreadyExistsException e) {
      // Another thread found out just now.
    } catch (FileSystemException e) {
      String why = e.getReason() == null ? "" : " (" + e.getReason() + ")";
      throw refused(wanted, "nothing can be written into " + folder + why + "; name another place");
    } catch (IOException e) {
      throw refused(wanted, FileErrors.reason(e));
    }
  }

  private static ExperimentException refused(Path wanted, String why) {
    return new ExperimentException("cannot write " + wanted + ": " + why);
  }
}
