package org.querent.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.LearningCurve;

/**
 * What a query took.
 *
 * @param phases those that were measured, in the order of a run
 * @param milliseconds per query, for each phase, by strategy; only of strategies that asked
 */
public record QueryTimes(List<String> phases, Map<String, List<Double>> milliseconds) {
  /** The phases of a run, in this order; others come behind. */
  private static final List<String> IN_A_RUN = List.of("score", "select", "fit", "evaluate");

  /** The times that runs have told of. */
  public static QueryTimes of(ReportContent content) {
    TreeSet<String> others = new TreeSet<>();
    content.seconds().values().forEach(seconds -> others.addAll(seconds.keySet()));
    List<String> phases = new ArrayList<>(IN_A_RUN);
    phases.retainAll(others);
    others.removeAll(IN_A_RUN);
    phases.addAll(others);
    Map<String, List<Double>> milliseconds = new LinkedHashMap<>();
    content.curves().stream()
        .map(LearningCurve::strategy)
        .distinct()
        .filter(strategy -> content.seconds().containsKey(strategy))
        .forEach(
            strategy -> {
              long queries = queries(strategy, content);
              Map<String, Double> seconds = content.seconds().get(strategy);
              if (queries > 0) {
                milliseconds.put(
                    strategy,
                    phases.stream()
                        .map(phase -> 1000 * seconds.getOrDefault(phase, 0.0) / queries)
                        .toList());
              }
            });
    return new QueryTimes(phases, milliseconds);
  }

  /** All queries of all runs; curves count only those of one user where all are asked alike. */
  private static long queries(String strategy, ReportContent content) {
    return Optional.ofNullable(content.asked().get(strategy))
        .map(AskedPairs::total)
        .orElseGet(
            () ->
                content.curves().stream()
                    .filter(run -> run.strategy().equals(strategy))
                    .map(LearningCurve::queries)
                    .mapToLong(queries -> queries[queries.length - 1])
                    .sum());
  }
}
