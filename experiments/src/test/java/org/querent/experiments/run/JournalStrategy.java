package org.querent.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/** Asks in the order of the pool, slowly, and notes in a file which process asked. */
public final class JournalStrategy implements StrategyProvider<JournalStrategy.Parameters> {
  /** What is noted, and where to: a file that the process was started with. */
  public record Parameters(@Setting("what to note before the process's number") String run) {}

  static final String FILE = "querent.test.journal";
  private static final long NANOS = 10_000_000;

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public String description() {
    return "Asks in the order of the pool and notes who asked.";
  }

  @Override
  public Parameters defaults() {
    return new Parameters("a");
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    return round -> select(round, parameters.run());
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of();
  }

  private static int[] select(QueryRound round, String run) {
    String line = run + " " + ProcessHandle.current().pid() + "\n";
    try {
      Files.writeString(Path.of(System.getProperty(FILE)), line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LockSupport.parkNanos(NANOS);
    int[] chosen = new int[round.batchSize()];
    for (int n = 0, candidate = 0; n < chosen.length; candidate++) {
      if (round.candidates().isOpen(candidate)) {
        chosen[n++] = candidate;
      }
    }
    return chosen;
  }
}
