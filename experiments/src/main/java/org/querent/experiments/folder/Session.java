package org.querent.experiments.folder;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.querent.core.Counted;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.RunningBuild;

/**
 * What is known of a process while it played runs of an experiment, in a file of its own, which
 * nobody else writes: so what was known of earlier ones stays.
 *
 * @param querent the version
 * @param machine system and cores
 * @param java the virtual machine and its version
 * @param threads the number of runs that it plays at a time
 * @param helps whether another process had begun the experiment, and waited for it
 * @param started when, by ISO 8601
 * @param finished when, or empty while it plays and if it was broken off
 * @param seconds how long it played
 * @param cpuSeconds how long all its threads computed
 */
public record Session(
    String querent,
    String machine,
    String java,
    int threads,
    boolean helps,
    String started,
    String finished,
    double seconds,
    double cpuSeconds) {
  private static final String FOLDER = "sessions";

  /** What is known of this process, which begins now. */
  public static Session of(int threads, boolean helps) {
    return new Session(
        RunningBuild.version(),
        String.format(
            Locale.ROOT,
            "%s %s, %s",
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Counted.of(Runtime.getRuntime().availableProcessors(), "core")),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        threads,
        helps,
        now(),
        "",
        0,
        0);
  }

  /** This session, which ends now. */
  public Session finished(double seconds, double cpuSeconds) {
    return new Session(querent, machine, java, threads, helps, started, now(), seconds, cpuSeconds);
  }

  /** Whether it came to its end; named so that Jackson takes it for no field of the file. */
  public boolean hasEnded() {
    return !finished.isEmpty();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Where those of an experiment are. */
  public static Path folder(Path experiment) {
    return experiment.resolve(FOLDER);
  }

  /**
   * All that are known of an experiment, as they were begun.
   *
   * @param origin what all runs of the experiment are of
   * @param notes hears of those that are damaged
   */
  public static List<Session> all(Path experiment, RunOrigin origin, Consumer<String> notes) {
    List<Session> all = new ArrayList<>();
    try {
      for (Path one : PlayedFile.all(folder(experiment))) {
        PlayedFile.read(one, origin, new TypeReference<Session>() {}, notes).ifPresent(all::add);
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot read who played " + experiment, e);
    }
    all.sort(Comparator.comparing(Session::started));
    return all;
  }
}
