package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.statistics.PairwiseComparison.Difference;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;

/**
 * How far a strategy is from the baseline, by paired differences: strategy minus baseline over the
 * seeds that both have, at the query counts that all of these runs share. Below 0 the strategy is
 * better. Immutable.
 *
 * @param seeds the number of seeds that both have, at least 1
 * @param finalRmse the difference of the RMSE at the last evaluation that all share, with its tests
 * @param aulc the difference of the area under the learning curve up to there, with its tests
 * @param aulcPercent the mean difference of the area in percent of the baseline's mean area, its
 *     bounds by Fieller's method, so that they exclude 0 exactly where the t-test rejects, before
 *     it is corrected; empty where that area is not surely above 0
 * @param deficiency what is left of the baseline's area above its final RMSE: {@code (aulc - f) /
 *     (baseline's aulc - f)} with the baseline's final RMSE {@code f}, each a mean over seeds
 *     (Baram, El-Yaniv and Luz 2004, Online choice of active learning algorithms, JMLR 5, section
 *     6.2, there of accuracies), its bounds by Fieller's method. The baseline has 1, below 1 is
 *     better, and below 0 is better on the way than the baseline is in the end. Empty where it is
 *     not sure that the baseline learnt, so that nothing is known of the denominator
 */
public record BaselineDifference(
    int seeds,
    Difference finalRmse,
    Difference aulc,
    Optional<Interval> aulcPercent,
    Optional<Interval> deficiency) {

  /**
   * Compares the runs of a strategy with those of the baseline; empty if no seed is common.
   *
   * @param tested the same comparison with its tests, from the strategy's side
   */
  static Optional<BaselineDifference> of(
      List<LearningCurve> runs, List<LearningCurve> baseline, PairwiseComparison tested) {
    return PairedRuns.of(runs, baseline)
        .map(
            pairs ->
                new BaselineDifference(
                    pairs.seeds(),
                    tested.finalRmse(),
                    tested.aulc(),
                    percent(pairs.areas()),
                    deficiency(pairs.areas(), pairs.finals().second())));
  }

  /** Whether the strategy is better than the baseline, by the area under the learning curve. */
  public Verdict verdict() {
    return aulc.verdict();
  }

  private static Optional<Interval> percent(PairedSamples areas) {
    double[] percents = Arrays.stream(areas.differences()).map(d -> 100 * d).toArray();
    return RatioOfMeans.of(percents, areas.second());
  }

  private static Optional<Interval> deficiency(PairedSamples areas, double[] ends) {
    return RatioOfMeans.of(
        new PairedSamples(areas.first(), ends).differences(),
        new PairedSamples(areas.second(), ends).differences());
  }
}
