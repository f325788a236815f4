package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * After how many queries a strategy is as good as the baseline is after a part of all its queries.
 *
 * <p>For each seed that both have, the target is the baseline's RMSE after that part, interpolated
 * linearly between evaluations, and what is looked at is how far the strategy is above its target
 * after each number of queries. The estimate is where the mean of these paired differences first is
 * 0 or less, again interpolated linearly. Its bounds come from inverting the test that the mean
 * difference is 0, as Fieller (1954, Some problems in interval estimation, Journal of the Royal
 * Statistical Society B 16) does for a ratio: {@code low} is where the lower bound of the interval
 * of the mean difference first is 0 or less, {@code high} is where the upper bound first is. They
 * are pointwise: each number of queries is judged by itself, not the curve as a whole. Immutable.
 *
 * @param fraction the part of the baseline's queries, in (0, 1]
 * @param baselineQueries the baseline's queries up to there
 * @param rmse the baseline's mean RMSE there over the seeds that both have, in stars
 * @param seeds the number of seeds that both have, at least 1
 * @param queries the estimate; empty where the strategy does not get there
 * @param low the lower bound; empty where even that is not reached, and for a single seed
 * @param high the upper bound; empty where it is not certain that the strategy gets there within
 *     its queries, and for a single seed
 */
public record TargetReached(
    double fraction,
    double baselineQueries,
    double rmse,
    int seeds,
    OptionalDouble queries,
    OptionalDouble low,
    OptionalDouble high) {

  /** The parts of the baseline's queries that targets are taken from, ascending; the last is 1. */
  private static final double[] FRACTIONS = {0.25, 0.5, 0.75, 1};

  /** Whether bounds could be computed at all, that is, from more than one seed. */
  public boolean hasBounds() {
    return seeds > 1;
  }

  /**
   * How many fewer queries the strategy needs than the baseline, in percent; negative where it
   * needs more. Empty where it does not get there and where the baseline asked nothing.
   */
  public OptionalDouble savingPercent() {
    return queries.isPresent() && baselineQueries > 0
        ? OptionalDouble.of(100 * (1 - queries.getAsDouble() / baselineQueries))
        : OptionalDouble.empty();
  }

  /**
   * Looks for the targets of 25, 50, 75 and 100 % of the baseline's queries.
   *
   * @param runs of one strategy
   * @param baseline the baseline's runs; may be those of the strategy
   * @return one per fraction, ascending; none if no seed is common
   */
  static List<TargetReached> of(
      List<LearningCurve> runs, List<LearningCurve> baseline, IntervalMethod method) {
    Optional<PairedRuns> paired = PairedRuns.of(runs, baseline);
    if (paired.isEmpty()) {
      return List.of();
    }
    PairedRuns pairs = paired.get();
    Function<double[], Interval> interval = method.forSize(pairs.seeds());
    int[] queries = LearningCurve.commonQueries(pairs.first());
    int[] evaluations = LearningCurve.commonQueries(baseline);
    double last = evaluations[evaluations.length - 1];
    double[][] rmse =
        pairs.first().stream()
            .map(run -> run.valuesAt(LearningCurve.RMSE, queries))
            .toArray(double[][]::new);
    List<TargetReached> reached = new ArrayList<>();
    for (double fraction : FRACTIONS) {
      double at = fraction * last;
      double[] targets =
          pairs.second().stream().mapToDouble(run -> run.rmseAt(at, evaluations)).toArray();
      List<Interval> above = differences(rmse, targets, interval);
      boolean bounded = pairs.seeds() > 1;
      OptionalDouble none = OptionalDouble.empty();
      reached.add(
          new TargetReached(
              fraction,
              at,
              Arrays.stream(targets).average().orElseThrow(),
              pairs.seeds(),
              firstNotAboveZero(queries, above.stream().mapToDouble(Interval::mean).toArray()),
              bounded ? firstNotAboveZero(queries, lows(above)) : none,
              bounded ? firstNotAboveZero(queries, highs(above)) : none));
    }
    return List.copyOf(reached);
  }

  private static double[] lows(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::low).toArray();
  }

  private static double[] highs(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::high).toArray();
  }

  /** The mean differences from the first evaluation to the one that decides all three numbers. */
  private static List<Interval> differences(
      double[][] rmse, double[] targets, Function<double[], Interval> interval) {
    List<Interval> differences = new ArrayList<>();
    for (int i = 0; i < rmse[0].length; i++) {
      double[] above = new double[targets.length];
      for (int seed = 0; seed < above.length; seed++) {
        above[seed] = rmse[seed][i] - targets[seed];
      }
      differences.add(interval.apply(above));
      if (differences.get(i).high() <= 0) {
        break;
      }
    }
    return differences;
  }

  private static OptionalDouble firstNotAboveZero(int[] queries, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] <= 0) {
        return OptionalDouble.of(i == 0 ? queries[0] : crossing(queries, values, i));
      }
    }
    return OptionalDouble.empty();
  }

  private static double crossing(int[] queries, double[] values, int i) {
    double share = values[i - 1] / (values[i - 1] - values[i]);
    return queries[i - 1] + share * (queries[i] - queries[i - 1]);
  }
}
