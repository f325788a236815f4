package org.querent.experiments.statistics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;

/**
 * What one strategy achieved, in a line of a table.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param strategy the label of the query strategy
 * @param seeds the number of its runs
 * @param queries the number of queries at its last evaluation common to all seeds
 * @param finalRmse the RMSE there
 * @param aulc the area under the learning curve: the mean RMSE over the query axis (trapezoids,
 *     divided by the range)
 * @param relative how far it is from the baseline; empty for the baseline itself and without a
 *     common seed
 * @param targets after how many queries it is as good as the baseline after 25, 50, 75 and 100 % of
 *     its queries, in this order; empty where there is no baseline or no common seed
 */
public record StrategySummary(
    String strategy,
    int seeds,
    int queries,
    Interval finalRmse,
    Interval aulc,
    Optional<BaselineDifference> relative,
    List<TargetReached> targets) {

  /** Copies the list. */
  public StrategySummary {
    targets = List.copyOf(targets);
  }

  /**
   * Summarizes every strategy of an experiment.
   *
   * @param runs the runs of the experiment
   * @param baseline the label of the strategy to compare with; ignored where it has no run
   * @param pairs all pairs of the experiment, compared with the same baseline and method
   * @param method how intervals are computed
   * @return one summary per strategy, in the order of first appearance
   */
  public static List<StrategySummary> of(
      List<LearningCurve> runs,
      Optional<String> baseline,
      List<PairwiseComparison> pairs,
      IntervalMethod method) {
    Map<String, List<LearningCurve>> groups = StrategyCurve.byStrategy(runs);
    List<LearningCurve> reference = baseline.map(groups::get).orElse(List.of());
    return List.copyOf(groups.values()).parallelStream()
        .map(group -> summarize(group, reference, pairs, method))
        .toList();
  }

  /**
   * How many fewer queries than the baseline has in total make it as good as that is in the end, in
   * percent; empty where it never is, and for the baseline itself.
   */
  public OptionalDouble savingPercent() {
    return relative
        .flatMap(difference -> end())
        .map(TargetReached::savingPercent)
        .orElse(OptionalDouble.empty());
  }

  /** The end of the baseline, as the last target; empty where there is no baseline. */
  public Optional<TargetReached> end() {
    return targets.isEmpty() ? Optional.empty() : Optional.of(targets.get(targets.size() - 1));
  }

  private static StrategySummary summarize(
      List<LearningCurve> runs,
      List<LearningCurve> baseline,
      List<PairwiseComparison> pairs,
      IntervalMethod method) {
    int[] queries = LearningCurve.commonQueries(runs);
    int last = queries[queries.length - 1];
    Optional<BaselineDifference> relative =
        baseline.isEmpty()
            ? Optional.empty()
            : PairwiseComparison.find(pairs, runs.get(0).strategy(), baseline.get(0).strategy())
                .flatMap(tested -> BaselineDifference.of(runs, baseline, tested));
    boolean isToldApart =
        relative.filter(difference -> difference.verdict() != Verdict.UNDECIDED).isPresent();
    return new StrategySummary(
        runs.get(0).strategy(),
        runs.size(),
        last,
        method.of(runs.stream().mapToDouble(run -> run.rmseAt(last, queries)).toArray()),
        method.of(runs.stream().mapToDouble(run -> run.area(queries)).toArray()),
        relative,
        TargetReached.of(runs, baseline, isToldApart));
  }
}
