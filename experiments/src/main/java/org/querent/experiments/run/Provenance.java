package org.querent.experiments.run;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.querent.experiments.yaml.Kebab;

/** Where a result comes from. Not part of what has to be the same bytes each time. */
public final class Provenance {
  private Provenance() {}

  /** About as many queries as each run asks: whoever looks on cannot tell without the data. */
  static final String QUERIES = "queries per run";

  /** What the results are of. */
  static final String DATA = "data set SHA-256";

  /** What is known when the runs are begun. */
  static Map<String, String> begun(Experiment.Plan plan, String backend, int threads) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("querent", version());
    facts.put("data set", Experiment.describe(plan.dataset()));
    facts.put(DATA, plan.dataset().sha256());
    String plugins = String.join(", ", RunPlugins.sums(plan));
    if (!plugins.isEmpty()) {
      facts.put("plug-ins SHA-256", plugins);
    }
    facts.put(QUERIES, Long.toString(plan.queries()));
    facts.put("seeds", plan.spec().settings().seeds().toString());
    facts.put("engine", Kebab.ofConstant(plan.spec().settings().engine()));
    facts.put("backend", backend);
    facts.put(
        "machine",
        String.format(
            Locale.ROOT,
            "%s %s, %d cores",
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors()));
    facts.put(
        "Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    facts.put("threads", Integer.toString(threads));
    return facts;
  }

  /** What is known when they have ended. */
  static Map<String, String> ended(
      Experiment.Plan plan, String backend, int threads, double seconds, List<FailedRun> failed) {
    Map<String, String> facts = begun(plan, backend, threads);
    facts.put("finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("wall time of the runs", String.format(Locale.ROOT, "%.1f s", seconds));
    facts.put("CPU time of the process", String.format(Locale.ROOT, "%.1f s", cpuSeconds()));
    if (!failed.isEmpty()) {
      // Means over fewer seeds than the experiment has are to be seen as such.
      facts.put(
          "failed runs", failed.stream().map(FailedRun::run).collect(Collectors.joining(", ")));
    }
    return facts;
  }

  /** The version of Querent, from the manifest of its jar. */
  public static String version() {
    return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }
}
