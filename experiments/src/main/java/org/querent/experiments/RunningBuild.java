package org.querent.experiments;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The build that this process runs from: its version, and, when the launcher has started it, its
 * folder. That is held by a shared lock, which the launcher heeds when it removes old builds, and
 * which ends with the process however that ends.
 */
public final class RunningBuild {
  /** The property by which the launcher names the build's folder. */
  private static final String FOLDER = "querent.build";

  /** The variable by which the launcher says how it was called. */
  private static final String COMMAND = "QUERENT_COMMAND";

  /** Closed, and with it the lock given up, by nothing but the end of the process. */
  private static @Nullable FileChannel held;

  private RunningBuild() {}

  /** Holds the build, once a process; does nothing where the launcher has not started it. */
  public static void hold() {
    String folder = System.getProperty(FOLDER);
    if (folder != null) {
      try {
        held = FileChannel.open(Path.of(folder, "in-use"), StandardOpenOption.READ);
        held.lock(0, 1, true);
      } catch (IOException e) {
        // Where nothing can be locked, the launcher cannot lock either, and removes nothing.
      }
    }
  }

  /** The command of a shell that runs it: as the launcher was called, or its name. */
  public static String command() {
    return shellWord(Optional.ofNullable(System.getenv(COMMAND)).orElse("querent"));
  }

  /** A text as one word of a shell. */
  public static String shellWord(String text) {
    return text.matches("[\\p{L}\\p{N}_./:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The version of Querent, from the manifest of its jar. */
  public static String version() {
    return Optional.ofNullable(RunningBuild.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
