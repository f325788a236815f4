package org.querent.experiments.folder;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.querent.core.archive.AtomicFile;
import org.querent.strategies.StrategyException;

/**
 * A run that its query strategy ended before its time.
 *
 * @param run the name of the run's folder
 * @param message what happened, on one line
 * @param trace where it happened, as a stack trace; empty if only the message is known
 */
public record FailedRun(String run, String message, String trace) implements Serializable {
  static final String NAME = "error.txt";

  /** A run of which only the message is known. */
  public FailedRun(String run, String message) {
    this(run, message, "");
  }

  /**
   * A run that failed just now.
   *
   * @param strategy the name of the strategy, which may have several labels
   * @param thrown by the strategy
   */
  public static FailedRun of(RunId id, String strategy, StrategyException thrown) {
    String run = id.folderName();
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return new FailedRun(
        run,
        String.format(
            Locale.ROOT,
            "the run %s of the strategy %s failed: %s",
            run,
            strategy,
            thrown.getMessage()),
        trace.toString());
  }

  /** Writes the message into the run's folder, for whoever looks on. */
  public void keep(Path folder) throws IOException {
    RunFolder.makeWithin(folder);
    AtomicFile.write(folder.resolve(NAME), (message + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Deletes the message from a run's folder. */
  public static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  /** How the run of a folder failed, if it did and was not begun again since. */
  public static Optional<FailedRun> kept(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(NAME))) {
      String message = lines.findFirst().orElse("");
      return Optional.of(new FailedRun(folder.getFileName().toString(), message));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
