package org.querent.experiments.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.StrategySpec;

/**
 * What a run is played by, kept in its folder: a line that tells the strategy with its parameters,
 * and one for each plug-in that it is from. So what a strategy did before it was changed, or
 * another strategy of the same label, is not taken for what it does now.
 */
public final class PlayedBy {
  static final String NAME = "strategy.txt";

  private static final String STRATEGY = "strategy ";

  private PlayedBy() {}

  /** What is said of a strategy, but for its plug-ins, by what its runs are played by. */
  public static String strategy(String origin) {
    return origin.lines().findFirst().orElse("");
  }

  /** What is said of a strategy of which no run is to be played. */
  public static String strategy(StrategySpec<?> strategy, ExperimentIdentity identity) {
    return STRATEGY + identity.ofStrategy(strategy);
  }

  /** Where it is kept of a run. */
  public static Path file(Path run) {
    return run.resolve(NAME);
  }

  /** Notes what a run that is not begun yet is going to be played by. */
  public static void mark(Path run, String origin) throws IOException {
    RunFolder.makeWithin(run);
    AtomicFile.write(run.resolve(NAME), origin.getBytes(StandardCharsets.UTF_8));
  }

  /** What a run was played by, or is going to be; empty if nothing says so. */
  public static String read(Path run) throws IOException {
    try {
      // Not readString, which throws where a damaged byte is of no letter.
      return new String(Files.readAllBytes(run.resolve(NAME)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
