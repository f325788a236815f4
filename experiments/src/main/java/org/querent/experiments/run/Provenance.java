package org.querent.experiments.run;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.querent.core.archive.Sha256;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.SealedText;
import org.querent.experiments.folder.Session;
import org.querent.experiments.yaml.Kebab;

/**
 * Writes where a result comes from, in the file {@link PlayedFolder#PROVENANCE}. Not part of what
 * has to be the same bytes each time.
 */
public final class Provenance {
  private Provenance() {}

  /**
   * What is known of an experiment, as it is written.
   *
   * @param resolved the experiment as it is written
   * @param backend what computes
   * @param sessions all that have played runs of it so far
   * @param failed the runs that failed, as far as that is known
   */
  public static String json(
      Plan plan, String resolved, String backend, List<Session> sessions, List<FailedRun> failed) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "querent", sessions, Session::querent);
    facts.put("data set", plan.describeData());
    facts.put(PlayedFolder.DATA_FACT, plan.dataset().sha256());
    String plugins = String.join(", ", RunPlugins.sums(plan));
    if (!plugins.isEmpty()) {
      facts.put("plug-ins SHA-256", plugins);
    }
    facts.put(PlayedFolder.RESOLVED_FACT, Sha256.hex(resolved.getBytes(StandardCharsets.UTF_8)));
    facts.put(PlayedFolder.QUERIES_FACT, Long.toString(plan.queries()));
    facts.put("seeds", plan.spec().repetitions());
    facts.put("engine", Kebab.ofConstant(plan.spec().settings().engine()));
    facts.put("backend", backend);
    put(facts, "machine", sessions, Session::machine);
    put(facts, "Java", sessions, Session::java);
    put(facts, "threads", sessions, session -> Integer.toString(session.threads()));
    List<Session> finished = sessions.stream().filter(Session::hasEnded).toList();
    if (!finished.isEmpty()) {
      time(facts, sessions.size(), finished);
    }
    if (!failed.isEmpty()) {
      // Means over fewer seeds than the experiment has are to be seen as such.
      facts.put(
          "failed runs", failed.stream().map(FailedRun::run).collect(Collectors.joining(", ")));
    }
    return SealedText.json(facts);
  }

  /** What differs between sessions is told of all of them. */
  private static void put(
      Map<String, String> facts,
      String name,
      Collection<Session> sessions,
      Function<Session, String> fact) {
    if (!sessions.isEmpty()) {
      facts.put(name, sessions.stream().map(fact).distinct().collect(Collectors.joining("; ")));
    }
  }

  private static void time(Map<String, String> facts, int sessions, List<Session> finished) {
    facts.put("finished", finished.stream().map(Session::finished).max(String::compareTo).get());
    if (sessions > 1) {
      int broken = sessions - finished.size();
      String known = broken == 0 ? "" : "; of %,d broken off the time is not known";
      facts.put("sessions", sessions + String.format(Locale.ROOT, known, broken));
    }
    // Who helps plays while the helped one waits.
    double wall = finished.stream().filter(one -> !one.helps()).mapToDouble(Session::seconds).sum();
    facts.put("wall time of the runs", seconds(wall));
    facts.put(
        "CPU time of the processes",
        seconds(finished.stream().mapToDouble(Session::cpuSeconds).sum()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
