package org.querent.experiments.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.TTest;

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
 * @param queriesToTarget the queries after which its mean curve first reaches the baseline's final
 *     mean RMSE, interpolated linearly between evaluations; empty where it never does or where
 *     there is no baseline
 * @param savingPercent how many fewer queries that is than the baseline's total, in percent; empty
 *     for the baseline itself
 * @param test the paired comparison with the baseline; empty for the baseline itself and below two
 *     common seeds
 */
public record StrategySummary(
    String strategy,
    int seeds,
    int queries,
    Interval finalRmse,
    Interval aulc,
    OptionalDouble queriesToTarget,
    OptionalDouble savingPercent,
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
   */
  public record PairedTest(
      int seeds,
      OptionalDouble finalRmse,
      OptionalDouble aulc,
      OptionalDouble signedRank,
      OptionalDouble corrected) {}

  /**
   * Summarizes every strategy of an experiment.
   *
   * @param runs the runs of the experiment
   * @param baseline the label of the strategy to compare with; ignored where it has no run
   * @return one summary per strategy, in the order of first appearance
   */
  public static List<StrategySummary> of(List<LearningCurve> runs, Optional<String> baseline) {
    Map<String, List<LearningCurve>> groups = StrategyCurve.byStrategy(runs);
    Optional<List<LearningCurve>> reference = baseline.map(groups::get);
    return corrected(groups.values().stream().map(group -> summarize(group, reference)).toList());
  }

  private static List<StrategySummary> corrected(List<StrategySummary> summaries) {
    double[] adjusted =
        Holm.adjusted(
            summaries.stream()
                .flatMap(summary -> summary.test.stream())
                .flatMapToDouble(test -> test.finalRmse().stream())
                .toArray());
    List<StrategySummary> corrected = new ArrayList<>();
    int next = 0;
    for (StrategySummary summary : summaries) {
      boolean tested = summary.test.filter(test -> test.finalRmse().isPresent()).isPresent();
      corrected.add(tested ? summary.corrected(adjusted[next++]) : summary);
    }
    return List.copyOf(corrected);
  }

  private StrategySummary corrected(double pValue) {
    PairedTest raw = test.orElseThrow();
    PairedTest other =
        new PairedTest(
            raw.seeds(), raw.finalRmse(), raw.aulc(), raw.signedRank(), OptionalDouble.of(pValue));
    return new StrategySummary(
        strategy,
        seeds,
        queries,
        finalRmse,
        aulc,
        queriesToTarget,
        savingPercent,
        Optional.of(other));
  }

  private static StrategySummary summarize(
      List<LearningCurve> runs, Optional<List<LearningCurve>> baseline) {
    StrategyCurve curve = StrategyCurve.of(runs);
    Optional<StrategyCurve> reference = baseline.map(StrategyCurve::of);
    Optional<List<LearningCurve>> other = baseline.filter(group -> group != runs);
    OptionalDouble toTarget =
        reference.isPresent() ? reach(curve, last(reference.get())) : OptionalDouble.empty();
    return new StrategySummary(
        curve.strategy(),
        runs.size(),
        curve.lastQueries(),
        curve.rmse().get(curve.rmse().size() - 1),
        Interval.of(runs.stream().mapToDouble(run -> area(run, curve.queries())).toArray()),
        toTarget,
        other.isPresent() ? saving(toTarget, reference.get()) : OptionalDouble.empty(),
        other.flatMap(group -> test(runs, group)));
  }

  private static double last(StrategyCurve curve) {
    return curve.rmse().get(curve.rmse().size() - 1).mean();
  }

  private static OptionalDouble reach(StrategyCurve curve, double target) {
    int[] queries = curve.queries();
    double[] rmse = curve.rmse().stream().mapToDouble(Interval::mean).toArray();
    for (int i = 0; i < rmse.length; i++) {
      if (rmse[i] <= target) {
        return OptionalDouble.of(i == 0 ? 0 : crossing(queries, rmse, i, target));
      }
    }
    return OptionalDouble.empty();
  }

  private static double crossing(int[] queries, double[] rmse, int i, double target) {
    double share = (rmse[i - 1] - target) / (rmse[i - 1] - rmse[i]);
    return queries[i - 1] + share * (queries[i] - queries[i - 1]);
  }

  private static OptionalDouble saving(OptionalDouble toTarget, StrategyCurve baseline) {
    return toTarget.isPresent() && baseline.lastQueries() > 0
        ? OptionalDouble.of(100 * (1 - toTarget.getAsDouble() / baseline.lastQueries()))
        : OptionalDouble.empty();
  }

  private static double area(LearningCurve run, int[] queries) {
    double[] rmse = run.valuesAt(LearningCurve.RMSE, queries);
    int last = queries.length - 1;
    double area = 0;
    for (int i = 1; i <= last; i++) {
      area += (queries[i] - queries[i - 1]) * (rmse[i] + rmse[i - 1]) / 2;
    }
    return last == 0 ? rmse[0] : area / queries[last];
  }

  private static Optional<PairedTest> test(List<LearningCurve> runs, List<LearningCurve> baseline) {
    List<LearningCurve> pairs =
        runs.stream()
            .filter(run -> StrategyCurve.withSeed(baseline, run.seed()).isPresent())
            .toList();
    if (pairs.size() < 2) {
      return Optional.empty();
    }
    List<LearningCurve> others =
        pairs.stream()
            .map(run -> StrategyCurve.withSeed(baseline, run.seed()).orElseThrow())
            .toList();
    int[] queries =
        LearningCurve.commonQueries(Stream.concat(pairs.stream(), others.stream()).toList());
    double[] first = finals(pairs, queries);
    double[] second = finals(others, queries);
    return Optional.of(
        new PairedTest(
            pairs.size(),
            pValue(first, second),
            pValue(areas(pairs, queries), areas(others, queries)),
            SignedRankTest.pValue(first, second),
            OptionalDouble.empty()));
  }

  private static double[] finals(List<LearningCurve> runs, int[] queries) {
    int[] last = {queries[queries.length - 1]};
    return runs.stream().mapToDouble(run -> run.valuesAt(LearningCurve.RMSE, last)[0]).toArray();
  }

  private static double[] areas(List<LearningCurve> runs, int[] queries) {
    return runs.stream().mapToDouble(run -> area(run, queries)).toArray();
  }

  private static OptionalDouble pValue(double[] first, double[] second) {
    // Without any difference the statistic is 0/0 and says nothing.
    return Arrays.equals(first, second)
        ? OptionalDouble.empty()
        : OptionalDouble.of(new TTest().pairedTTest(first, second));
  }
}
