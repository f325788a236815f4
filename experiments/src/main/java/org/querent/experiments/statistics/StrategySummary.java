package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What one strategy achieved, in a line of a table.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param strategy the label of the query strategy
 * @param seeds the number of its runs
 * @param queries the number of queries at its last evaluation common to all seeds
 * @param finalRmse the RMSE there, in stars
 * @param aulc the area under the learning curve: the mean RMSE over the query axis, in stars
 *     (trapezoids, divided by the range)
 * @param relative how far it is from the baseline; empty for the baseline itself and without a
 *     common seed
 * @param targets after how many queries it is as good as the baseline after 25, 50, 75 and 100 % of
 *     its queries, in this order; empty where there is no baseline or no common seed
 * @param test the paired comparison with the baseline; empty for the baseline itself and below two
 *     common seeds
 */
public record StrategySummary(
    String strategy,
    int seeds,
    int queries,
    Interval finalRmse,
    Interval aulc,
    Optional<BaselineDifference> relative,
    List<TargetReached> targets,
    Optional<PairedTest> test) {

  /**
   * Two-sided paired tests over the seeds that a strategy shares with the baseline, at the query
   * counts that both share: p values, empty where all pairs are equal.
   *
   * @param seeds the number of pairs, at least 2
   * @param finalRmse of the difference of the final RMSE, by the t-test
   * @param aulc of the difference of the area under the curve, by the t-test
   * @param signedRank of the difference of the final RMSE, by the exact signed-rank test
   * @param corrected {@code finalRmse}, corrected by Holm's method for the comparisons of all
   *     strategies with the baseline
   * @param aulcCorrected {@code aulc}, corrected alike
   */
  public record PairedTest(
      int seeds,
      OptionalDouble finalRmse,
      OptionalDouble aulc,
      OptionalDouble signedRank,
      OptionalDouble corrected,
      OptionalDouble aulcCorrected) {}

  /** Copies the list. */
  public StrategySummary {
    targets = List.copyOf(targets);
  }

  /**
   * Summarizes every strategy of an experiment.
   *
   * @param runs the runs of the experiment
   * @param baseline the label of the strategy to compare with; ignored where it has no run
   * @param method how intervals are computed
   * @return one summary per strategy, in the order of first appearance
   */
  public static List<StrategySummary> of(
      List<LearningCurve> runs, Optional<String> baseline, IntervalMethod method) {
    Map<String, List<LearningCurve>> groups = StrategyCurve.byStrategy(runs);
    List<LearningCurve> reference = baseline.map(groups::get).orElse(List.of());
    List<Optional<PairedRuns>> pairs =
        groups.values().stream()
            .map(group -> group == reference ? List.<LearningCurve>of() : group)
            .map(group -> PairedRuns.of(group, reference))
            .toList();
    List<Optional<PairedTest>> tests = tests(pairs);
    List<List<LearningCurve>> all = List.copyOf(groups.values());
    return IntStream.range(0, all.size())
        .parallel()
        .mapToObj(n -> summarize(all.get(n), reference, tests.get(n), method))
        .toList();
  }

  /**
   * The queries after which it is as good as the baseline is in the end; empty where it never is or
   * where there is no baseline.
   */
  public OptionalDouble queriesToTarget() {
    return end().map(TargetReached::queries).orElse(OptionalDouble.empty());
  }

  /**
   * How many fewer queries that is than the baseline's total, in percent; empty for the baseline
   * itself.
   */
  public OptionalDouble savingPercent() {
    return relative
        .flatMap(difference -> end())
        .map(TargetReached::savingPercent)
        .orElse(OptionalDouble.empty());
  }

  private Optional<TargetReached> end() {
    return targets.isEmpty() ? Optional.empty() : Optional.of(targets.get(targets.size() - 1));
  }

  private static StrategySummary summarize(
      List<LearningCurve> runs,
      List<LearningCurve> baseline,
      Optional<PairedTest> test,
      IntervalMethod method) {
    int[] queries = LearningCurve.commonQueries(runs);
    int last = queries[queries.length - 1];
    return new StrategySummary(
        runs.get(0).strategy(),
        runs.size(),
        last,
        method.of(runs.stream().mapToDouble(run -> run.rmseAt(last, queries)).toArray()),
        method.of(runs.stream().mapToDouble(run -> run.area(queries)).toArray()),
        runs == baseline ? Optional.empty() : BaselineDifference.of(runs, baseline, method),
        TargetReached.of(runs, baseline, method),
        test);
  }

  private static List<Optional<PairedTest>> tests(List<Optional<PairedRuns>> comparisons) {
    List<OptionalDouble> finals = pValues(comparisons, pairs -> pairs.finals().tTest());
    List<OptionalDouble> areas = pValues(comparisons, pairs -> pairs.areas().tTest());
    List<OptionalDouble> signedRanks = pValues(comparisons, pairs -> pairs.finals().signedRank());
    List<OptionalDouble> finalsCorrected = Holm.adjusted(finals);
    List<OptionalDouble> areasCorrected = Holm.adjusted(areas);
    List<Optional<PairedTest>> tests = new ArrayList<>();
    for (int n = 0; n < comparisons.size(); n++) {
      int seeds = comparisons.get(n).map(PairedRuns::seeds).orElse(0);
      PairedTest test =
          new PairedTest(
              seeds,
              finals.get(n),
              areas.get(n),
              signedRanks.get(n),
              finalsCorrected.get(n),
              areasCorrected.get(n));
      tests.add(seeds < 2 ? Optional.empty() : Optional.of(test));
    }
    return tests;
  }

  private static List<OptionalDouble> pValues(
      List<Optional<PairedRuns>> comparisons, Function<PairedRuns, OptionalDouble> test) {
    return comparisons.stream().map(c -> c.map(test).orElse(OptionalDouble.empty())).toList();
  }
}
