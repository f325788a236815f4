package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * After how many queries a strategy is as good as the baseline is after a part of all its queries.
 *
 * <p>For each seed that both have, the target is the baseline's RMSE after that part, interpolated
 * linearly between evaluations, and what is looked at is how far the strategy is above its target
 * after each number of queries. What is learnt is not forgotten, so the true mean of that falls
 * with the queries; the measured one does not always, and to take where it first touches 0 would
 * sell its noise as a saving. So evaluations are {@linkplain FallingPools pooled} until their mean
 * falls, and the estimate is where the pooled mean is 0, again interpolated linearly.
 *
 * <p>The bounds come from inverting the paired t-test that the mean difference is 0, as Fieller
 * (1954, Some problems in interval estimation, Journal of the Royal Statistical Society B 16) does
 * for a ratio: each seed's differences are averaged within the same pools, and {@code low} and
 * {@code high} are where the lower and the upper bound of Student's interval of their mean, pooled
 * in the same way, are 0. Percentiles of resampled seeds would be too narrow below about ten seeds;
 * this interval covers the true crossing in about 95 % of experiments of 5, 10 and 20 seeds, which
 * a test simulates. Immutable.
 *
 * @param fraction the part of the baseline's queries, in (0, 1]
 * @param baselineQueries the baseline's queries up to there
 * @param rmse the baseline's mean RMSE there over the seeds that both have
 * @param seeds the number of seeds that both have, at least 1
 * @param queries the estimate; empty where the strategy does not get there. The baseline itself is
 *     there after {@code baselineQueries}, by definition
 * @param low the lower bound; empty where even that is not reached, and for a single seed
 * @param high the upper bound; empty where it is not certain that the strategy gets there within
 *     its queries, and for a single seed
 * @param isToldApart whether the strategy is better or worse than the baseline, by a {@linkplain
 *     BaselineDifference#verdict verdict} that is corrected for all strategies
 */
public record TargetReached(
    double fraction,
    double baselineQueries,
    double rmse,
    int seeds,
    OptionalDouble queries,
    OptionalDouble low,
    OptionalDouble high,
    boolean isToldApart) {

  /** The parts of the baseline's queries that targets are taken from, ascending; the last is 1. */
  private static final double[] FRACTIONS = {0.25, 0.5, 0.75, 1};

  /** Whether bounds could be computed at all, that is, from more than one seed. */
  public boolean hasBounds() {
    return seeds > 1;
  }

  /**
   * How many fewer queries the strategy needs than the baseline, in percent; negative where it
   * needs more. Empty where it does not get there, and where it is there before the first question,
   * so that there is nothing to save.
   */
  public OptionalDouble savingPercent() {
    return queries.isPresent() && queries.getAsDouble() > 0
        ? saving(queries)
        : OptionalDouble.empty();
  }

  /** The lower bound of the saving; empty where {@link #high} is. */
  public OptionalDouble savingLow() {
    return saving(high);
  }

  /** The upper bound of the saving; empty where {@link #low} is. */
  public OptionalDouble savingHigh() {
    return saving(low);
  }

  /**
   * Whether there is a saving, or its opposite, for certain: the strategy is told apart from the
   * baseline, and the interval of the saving excludes 0. The interval alone is not corrected for
   * the number of strategies; with the verdict before it, an experiment in which all are alike has
   * any saving with a probability of at most 5 %.
   */
  public boolean isSavingCertain() {
    return isToldApart
        && savingPercent().isPresent()
        && (savingLow().orElse(0) > 0 || savingHigh().orElse(0) < 0);
  }

  private OptionalDouble saving(OptionalDouble needed) {
    return needed.isPresent() && baselineQueries > 0
        ? OptionalDouble.of(100 * (1 - needed.getAsDouble() / baselineQueries))
        : OptionalDouble.empty();
  }

  /**
   * Looks for the targets of 25, 50, 75 and 100 % of the baseline's queries.
   *
   * @param runs of one strategy
   * @param baseline the baseline's runs; may be those of the strategy
   * @param isToldApart whether the strategy is better or worse than it
   * @return one per fraction, ascending; none if no seed is common
   */
  public static List<TargetReached> of(
      List<LearningCurve> runs, List<LearningCurve> baseline, boolean isToldApart) {
    Optional<PairedRuns> paired = PairedRuns.of(runs, baseline);
    if (paired.isEmpty()) {
      return List.of();
    }
    PairedRuns pairs = paired.get();
    StudentInterval interval = new StudentInterval(pairs.seeds());
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
      List<OptionalDouble> crossings =
          runs.equals(baseline)
              ? List.of(OptionalDouble.of(at), OptionalDouble.of(at), OptionalDouble.of(at))
              : crossings(queries, rmse, targets, interval);
      boolean bounded = pairs.seeds() > 1;
      reached.add(
          new TargetReached(
              fraction,
              at,
              Arrays.stream(targets).average().orElseThrow(),
              pairs.seeds(),
              crossings.get(0),
              bounded ? crossings.get(1) : OptionalDouble.empty(),
              bounded ? crossings.get(2) : OptionalDouble.empty(),
              isToldApart));
    }
    return List.copyOf(reached);
  }

  /** Where the mean, its lower and its upper bound are 0. */
  private static List<OptionalDouble> crossings(
      int[] queries, double[][] rmse, double[] targets, StudentInterval interval) {
    double[][] above = new double[targets.length][queries.length];
    double[] means = new double[queries.length];
    for (int seed = 0; seed < above.length; seed++) {
      for (int i = 0; i < queries.length; i++) {
        above[seed][i] = rmse[seed][i] - targets[seed];
        means[i] += above[seed][i] / above.length;
      }
    }
    FallingPools pools = FallingPools.of(means);
    double[][] pooled = Arrays.stream(above).map(pools::means).toArray(double[][]::new);
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < queries.length; i++) {
      int evaluation = i;
      intervals.add(
          interval.apply(Arrays.stream(pooled).mapToDouble(seed -> seed[evaluation]).toArray()));
    }
    return List.of(
        crossing(queries, intervals.stream().mapToDouble(Interval::mean)),
        crossing(queries, intervals.stream().mapToDouble(Interval::low)),
        crossing(queries, intervals.stream().mapToDouble(Interval::high)));
  }

  /** Where values, made to fall, are first 0 or less. */
  static OptionalDouble crossing(int[] queries, DoubleStream values) {
    double[] raw = values.toArray();
    double[] falling = FallingPools.of(raw).means(raw);
    for (int i = 0; i < falling.length; i++) {
      if (falling[i] <= 0) {
        return OptionalDouble.of(i == 0 ? queries[0] : crossing(queries, falling, i));
      }
    }
    return OptionalDouble.empty();
  }

  private static double crossing(int[] queries, double[] values, int i) {
    double share = values[i - 1] / (values[i - 1] - values[i]);
    return queries[i - 1] + share * (queries[i] - queries[i - 1]);
  }

  /**
   * Values in a row, put together into pools of neighbours so that the pools' means fall: the
   * falling sequence that is nearest to them by least squares, found by pooling adjacent violators
   * (Ayer, Brunk, Ewing, Reid and Silverman 1955, An empirical distribution function for sampling
   * with incomplete information, Annals of Mathematical Statistics 26).
   *
   * @param ends where each pool ends: the index after its last value, ascending
   */
  record FallingPools(int[] ends) {
    /** Finds the pools. Cost: O(n). */
    static FallingPools of(double[] values) {
      double[] sums = new double[values.length];
      int[] ends = new int[values.length];
      int pools = 0;
      for (int n = 0; n < values.length; n++) {
        sums[pools] = values[n];
        ends[pools] = n + 1;
        while (pools > 0 && mean(sums, ends, pools - 1) < mean(sums, ends, pools)) {
          sums[pools - 1] += sums[pools];
          ends[pools - 1] = ends[pools];
          pools--;
        }
        pools++;
      }
      return new FallingPools(Arrays.copyOf(ends, pools));
    }

    private static double mean(double[] sums, int[] ends, int pool) {
      return sums[pool] / (ends[pool] - (pool == 0 ? 0 : ends[pool - 1]));
    }

    /** Each value replaced by the mean of its pool. */
    double[] means(double[] values) {
      double[] means = new double[values.length];
      int from = 0;
      for (int end : ends) {
        double sum = 0;
        for (int n = from; n < end; n++) {
          sum += values[n];
        }
        Arrays.fill(means, from, end, sum / (end - from));
        from = end;
      }
      return means;
    }
  }
}
