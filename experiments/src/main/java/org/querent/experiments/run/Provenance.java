package org.querent.experiments.run;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.querent.core.archive.Sha256;
import org.querent.experiments.run.PlaySession.Facts;
import org.querent.experiments.yaml.Kebab;

/** Where a result comes from. Not part of what has to be the same bytes each time. */
public final class Provenance {
  private Provenance() {}

  /** About as many queries as each run asks: whoever looks on cannot tell without the data. */
  static final String QUERIES = "queries per run";

  /** Of which {@link PlayedFolder#RESOLVED} all of this is. */
  static final String RESOLVED = PlayedFolder.RESOLVED + " SHA-256";

  /** What the results are of. */
  static final String DATA = "data set SHA-256";

  /**
   * What is known of an experiment.
   *
   * @param resolved the experiment as it is written
   * @param backend what computes
   * @param sessions all that have played runs of it so far
   * @param failed the runs that failed, as far as that is known
   */
  static Map<String, String> of(
      Experiment.Plan plan,
      String resolved,
      String backend,
      List<Facts> sessions,
      List<FailedRun> failed) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "querent", sessions, Facts::querent);
    facts.put("data set", Experiment.describe(plan.dataset()));
    facts.put(DATA, plan.dataset().sha256());
    String plugins = String.join(", ", RunPlugins.sums(plan));
    if (!plugins.isEmpty()) {
      facts.put("plug-ins SHA-256", plugins);
    }
    facts.put(RESOLVED, Sha256.hex(resolved.getBytes(StandardCharsets.UTF_8)));
    facts.put(QUERIES, Long.toString(plan.queries()));
    facts.put("seeds", plan.spec().settings().seeds().toString());
    facts.put("engine", Kebab.ofConstant(plan.spec().settings().engine()));
    facts.put("backend", backend);
    put(facts, "machine", sessions, Facts::machine);
    put(facts, "Java", sessions, Facts::java);
    put(facts, "threads", sessions, session -> Integer.toString(session.threads()));
    List<Facts> finished = sessions.stream().filter(Facts::isFinished).toList();
    if (!finished.isEmpty()) {
      time(facts, sessions.size(), finished);
    }
    if (!failed.isEmpty()) {
      // Means over fewer seeds than the experiment has are to be seen as such.
      facts.put(
          "failed runs", failed.stream().map(FailedRun::run).collect(Collectors.joining(", ")));
    }
    return facts;
  }

  /** What differs between sessions is told of all of them. */
  private static void put(
      Map<String, String> facts,
      String name,
      Collection<Facts> sessions,
      Function<Facts, String> fact) {
    if (!sessions.isEmpty()) {
      facts.put(name, sessions.stream().map(fact).distinct().collect(Collectors.joining("; ")));
    }
  }

  private static void time(Map<String, String> facts, int sessions, List<Facts> finished) {
    facts.put("finished", finished.stream().map(Facts::finished).max(String::compareTo).get());
    if (sessions > 1) {
      int broken = sessions - finished.size();
      String known = broken == 0 ? "" : "; of %d broken off the time is not known";
      facts.put("sessions", sessions + String.format(Locale.ROOT, known, broken));
    }
    // Who helps plays while the one that he helps waits.
    double wall = finished.stream().filter(one -> !one.helps()).mapToDouble(Facts::seconds).sum();
    facts.put("wall time of the runs", seconds(wall));
    facts.put(
        "CPU time of the processes",
        seconds(finished.stream().mapToDouble(Facts::cpuSeconds).sum()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** The version of Querent, from the manifest of its jar. */
  public static String version() {
    return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
