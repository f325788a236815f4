package org.querent.simulator;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.QueryBenchmark.Pool;

/**
 * Runs {@link QueryBenchmark}, {@link InterviewBenchmark} and {@link PerUserBenchmark}; prints
 * tables in Markdown.
 */
public final class QueryTimes {
  private QueryTimes() {}

  /**
   * Times pools of so many candidates.
   *
   * @param pools names of {@link Pool}
   */
  public static void main(String[] pools) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(QueryBenchmark.class.getName() + "\\.")
            .param("pool", pools)
            .verbosity(VerboseMode.SILENT)
            .build();
    System.out.println(table(new Runner(options).run()));
    Options interviews =
        new OptionsBuilder()
            .include(InterviewBenchmark.class.getName() + "\\.")
            .verbosity(VerboseMode.SILENT)
            .build();
    System.out.println("| interview about | a question |\n|---|--:|");
    for (RunResult result : new Runner(interviews).run()) {
      InterviewBenchmark.Size size =
          InterviewBenchmark.Size.valueOf(result.getParams().getParam("size"));
      System.out.printf(
          Locale.ROOT, "| %,d items | %,.0f |%n", size.items, result.getPrimaryResult().getScore());
    }
    Options rounds =
        new OptionsBuilder()
            .include(PerUserBenchmark.class.getName() + "\\.")
            .verbosity(VerboseMode.SILENT)
            .build();
    System.out.println("\n| per-user round | users | milliseconds |\n|---|--:|--:|");
    for (RunResult result : new Runner(rounds).run()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %,.0f |%n",
          result.getParams().getParam("strategy"),
          result.getParams().getParam("users"),
          result.getPrimaryResult().getScore());
    }
  }

  private static String table(Collection<RunResult> results) {
    Map<Pool, Map<Integer, Map<String, Double>>> times = new TreeMap<>();
    for (RunResult result : results) {
      Pool pool = Pool.valueOf(result.getParams().getParam("pool"));
      int factors = Integer.parseInt(result.getParams().getParam("factors"));
      times
          .computeIfAbsent(pool, p -> new TreeMap<>())
          .computeIfAbsent(factors, f -> new TreeMap<>())
          .put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    StringBuilder table = new StringBuilder(machine());
    table.append(
        "| candidates | k | query | update | select | list, a pair | block, a pair | refit / update"
            + " |\n|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    times.forEach(
        (pool, byFactors) ->
            byFactors.forEach((factors, steps) -> table.append(row(pool, factors, steps))));
    return table.toString();
  }

  private static String machine() {
    return "%s %s, %d processors, Java %s; times in microseconds, pairs in nanoseconds%n%n"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }

  private static String row(Pool pool, int factors, Map<String, Double> steps) {
    double refit = TrainingSettings.DEFAULTS.sweeps() * steps.get("sweep");
    return String.format(
        Locale.ROOT,
        "| %,d | %d | %,.1f | %,.1f | %,.1f | %.1f | %.1f | %,.0f |%n",
        pool.candidates,
        factors,
        steps.get("step"),
        steps.get("update"),
        steps.get("select"),
        steps.get("scoreList") * 1000 / Math.min(100_000, pool.candidates),
        steps.get("scoreBlock") * 1000 / 256_000,
        refit / steps.get("update"));
  }
}
