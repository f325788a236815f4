package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The learning curve of one run: each metric of the holdout at each evaluation.
 *
 * <p>Arrays are copied on the way in and on the way out, so a curve is immutable and safe for use
 * by many threads. Equality is that of the arrays' identity and of no use; compare the values.
 *
 * @param strategy the label of the query strategy
 * @param seed the seed of the run; runs of different strategies with the same seed are paired
 * @param queries the number of answered queries at each evaluation, strictly rising from 0
 * @param metrics the values of each metric by its name, one per evaluation, finite; {@link #RMSE}
 *     is always there
 */
public record LearningCurve(
    String strategy, long seed, int[] queries, Map<String, double[]> metrics) {
  /** The name of the metric that every curve has. */
  public static final String RMSE = "rmse";

  /**
   * Checks the shapes and copies the arrays.
   *
   * @throws IllegalArgumentException if the queries do not rise from 0, lengths differ, a value is
   *     not finite, or there is no {@link #RMSE}
   */
  public LearningCurve {
    Objects.requireNonNull(strategy, "strategy");
    queries = queries.clone();
    metrics = copy(metrics);
    String run = "the curve of " + strategy + ", seed " + seed;
    if (!metrics.containsKey(RMSE)) {
      throw new IllegalArgumentException(run + " has no rmse, only " + metrics.keySet());
    }
    checkQueries(run, queries);
    for (Map.Entry<String, double[]> metric : metrics.entrySet()) {
      checkValues(run, metric.getKey(), metric.getValue(), queries.length);
    }
  }

  /** Returns a copy of the number of answered queries at each evaluation. */
  @Override
  public int[] queries() {
    return queries.clone();
  }

  /** Returns the values of all metrics; map and arrays are copies, in the order they came in. */
  @Override
  public Map<String, double[]> metrics() {
    return copy(metrics);
  }

  /**
   * Returns the values of one metric at some evaluations.
   *
   * @param metric a metric of this curve
   * @param at numbers of answered queries at which this curve was evaluated
   * @return the values, one per element of {@code at}
   * @throws IllegalArgumentException if there is no such metric or evaluation
   */
  public double[] valuesAt(String metric, int[] at) {
    double[] values = metrics.get(metric);
    if (values == null) {
      throw new IllegalArgumentException(strategy + " has no " + metric);
    }
    return Arrays.stream(at).mapToDouble(count -> values[evaluation(count)]).toArray();
  }

  /**
   * Subtracts another curve where both were evaluated: the paired difference of two runs.
   *
   * @param other the curve to subtract, usually the baseline's with the same seed
   * @return the differences of the metrics that both have, under this curve's strategy and seed
   */
  public LearningCurve minus(LearningCurve other) {
    int[] common = commonQueries(List.of(this, other));
    Map<String, double[]> differences = new LinkedHashMap<>();
    for (String metric : commonMetrics(List.of(this, other))) {
      double[] minuend = valuesAt(metric, common);
      double[] subtrahend = other.valuesAt(metric, common);
      Arrays.setAll(minuend, i -> minuend[i] - subtrahend[i]);
      differences.put(metric, minuend);
    }
    return new LearningCurve(strategy, seed, common, differences);
  }

  /**
   * The area under the RMSE: its mean over the query axis, by trapezoids.
   *
   * @param at numbers of answered queries at which this curve was evaluated, rising from 0
   */
  double area(int[] at) {
    double[] rmse = valuesAt(RMSE, at);
    int last = at.length - 1;
    double area = 0;
    for (int i = 1; i <= last; i++) {
      area += (at[i] - at[i - 1]) * (rmse[i] + rmse[i - 1]) / 2;
    }
    return last == 0 ? rmse[0] : area / at[last];
  }

  /**
   * The RMSE after a number of queries, interpolated linearly.
   *
   * @param count from 0 to the last of the evaluations
   * @param evaluations some numbers of answered queries at which this curve was evaluated,
   *     ascending from 0
   */
  double rmseAt(double count, int[] evaluations) {
    double[] rmse = valuesAt(RMSE, evaluations);
    int next = 0;
    while (evaluations[next] < count) {
      next++;
    }
    if (evaluations[next] == count) {
      return rmse[next];
    }
    double share = (count - evaluations[next - 1]) / (evaluations[next] - evaluations[next - 1]);
    return rmse[next - 1] + share * (rmse[next] - rmse[next - 1]);
  }

  /** The numbers of queries at which every curve was evaluated; 0 is always among them. */
  static int[] commonQueries(List<LearningCurve> curves) {
    TreeSet<Integer> common = new TreeSet<>();
    Arrays.stream(curves.get(0).queries).forEach(common::add);
    for (LearningCurve curve : curves) {
      common.removeIf(count -> Arrays.binarySearch(curve.queries, count) < 0);
    }
    return common.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The metrics that every curve has, in the order of the first curve. */
  static List<String> commonMetrics(List<LearningCurve> curves) {
    return curves.get(0).metrics.keySet().stream()
        .filter(name -> curves.stream().allMatch(curve -> curve.metrics.containsKey(name)))
        .toList();
  }

  private int evaluation(int count) {
    int index = Arrays.binarySearch(queries, count);
    if (index < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s, seed %d, was not evaluated at %d queries", strategy, seed, count));
    }
    return index;
  }

  private static Map<String, double[]> copy(Map<String, double[]> metrics) {
    Map<String, double[]> copy = new LinkedHashMap<>();
    metrics.forEach((name, values) -> copy.put(name, values.clone()));
    return Collections.unmodifiableMap(copy);
  }

  private static void checkQueries(String run, int[] queries) {
    boolean rising = queries.length > 0 && queries[0] == 0;
    for (int i = 1; i < queries.length; i++) {
      rising &= queries[i - 1] < queries[i];
    }
    if (!rising) {
      throw new IllegalArgumentException(
          run + " needs queries that rise from 0, not " + Arrays.toString(queries));
    }
  }

  private static void checkValues(String run, String metric, double[] values, int length) {
    if (values.length != length || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s needs %d finite values of %s, not %s",
              run,
              length,
              metric,
              Arrays.toString(values)));
    }
  }
}
