package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The learning curve of one strategy over its seeds: a mean and a 95 % band at each evaluation.
 *
 * <p>Runs may have ended early, when their candidate pool ran empty. Only the query counts at which
 * every seed was evaluated are kept, so each point is over the same seeds and none is invented.
 * Immutable and safe for use by many threads.
 *
 * @param strategy the label of the query strategy
 * @param seeds the seeds of its runs, in the order of the runs
 * @param queries the number of answered queries at each kept evaluation, strictly rising from 0
 * @param metrics an interval per kept evaluation for each metric that every seed has
 */
public record StrategyCurve(
    String strategy, List<Long> seeds, int[] queries, Map<String, List<Interval>> metrics) {

  /** Copies the arrays and collections. */
  public StrategyCurve {
    seeds = List.copyOf(seeds);
    queries = queries.clone();
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Returns a copy of the number of answered queries at each kept evaluation. */
  @Override
  public int[] queries() {
    return queries.clone();
  }

  /**
   * Aggregates the runs of one strategy.
   *
   * @param runs at least one run, all of the same strategy, each with its own seed
   * @param method how the intervals are computed
   * @return the curve of the strategy
   * @throws IllegalArgumentException if there is no run, or a seed appears twice
   */
  public static StrategyCurve of(List<LearningCurve> runs, IntervalMethod method) {
    checkSeeds(runs);
    Function<double[], Interval> interval = method.forSize(runs.size());
    int[] common = LearningCurve.commonQueries(runs);
    Map<String, List<Interval>> metrics = new LinkedHashMap<>();
    for (String metric : LearningCurve.commonMetrics(runs)) {
      metrics.put(metric, intervals(runs, metric, common, interval));
    }
    List<Long> seeds = runs.stream().map(LearningCurve::seed).toList();
    return new StrategyCurve(runs.get(0).strategy(), seeds, common, metrics);
  }

  /**
   * Aggregates the runs of every strategy.
   *
   * @param runs the runs of an experiment
   * @param method how the intervals are computed
   * @return one curve per strategy, in the order of first appearance
   */
  public static List<StrategyCurve> perStrategy(List<LearningCurve> runs, IntervalMethod method) {
    // A resampled interval takes long, and there are thousands.
    return List.copyOf(byStrategy(runs).values()).parallelStream()
        .map(group -> of(group, method))
        .toList();
  }

  /**
   * Aggregates the differences of every strategy to a baseline, each run against the baseline's run
   * with the same seed.
   *
   * @param runs the runs of an experiment
   * @param baseline the label of the baseline
   * @param method how the intervals are computed
   * @return one curve per strategy that shares a seed with the baseline, the baseline itself
   *     included, in the order of first appearance
   */
  public static List<StrategyCurve> relativeTo(
      String baseline, List<LearningCurve> runs, IntervalMethod method) {
    Map<String, List<LearningCurve>> groups = byStrategy(runs);
    List<LearningCurve> reference = groups.getOrDefault(baseline, List.of());
    return List.copyOf(groups.values()).parallelStream()
        .map(group -> differences(group, reference))
        .filter(group -> !group.isEmpty())
        .map(group -> of(group, method))
        .toList();
  }

  /** The number of answered queries at the last kept evaluation. */
  public int lastQueries() {
    return queries[queries.length - 1];
  }

  /** The intervals of the RMSE, one per kept evaluation. */
  public List<Interval> rmse() {
    return metrics.get(LearningCurve.RMSE);
  }

  /** The runs of each strategy by its label, in the order of first appearance. */
  public static Map<String, List<LearningCurve>> byStrategy(List<LearningCurve> runs) {
    Map<String, List<LearningCurve>> groups = new LinkedHashMap<>();
    runs.forEach(run -> groups.computeIfAbsent(run.strategy(), name -> new ArrayList<>()).add(run));
    return groups;
  }

  static Optional<LearningCurve> withSeed(List<LearningCurve> runs, long seed) {
    return runs.stream().filter(run -> run.seed() == seed).findFirst();
  }

  private static List<LearningCurve> differences(
      List<LearningCurve> group, List<LearningCurve> reference) {
    return group.stream()
        .flatMap(run -> withSeed(reference, run.seed()).map(run::minus).stream())
        .toList();
  }

  private static List<Interval> intervals(
      List<LearningCurve> runs,
      String metric,
      int[] queries,
      Function<double[], Interval> interval) {
    List<double[]> values = runs.stream().map(run -> run.valuesAt(metric, queries)).toList();
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < queries.length; i++) {
      int evaluation = i;
      intervals.add(interval.apply(values.stream().mapToDouble(v -> v[evaluation]).toArray()));
    }
    return List.copyOf(intervals);
  }

  private static void checkSeeds(List<LearningCurve> runs) {
    Set<Long> seen = new HashSet<>();
    for (LearningCurve run : runs) {
      if (!seen.add(run.seed())) {
        throw new IllegalArgumentException(
            "two runs of " + run.strategy() + " with seed " + run.seed());
      }
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("a strategy's curve needs at least one run");
    }
  }
}
