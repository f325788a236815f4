package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far a strategy is from the baseline, by paired differences: strategy minus baseline over the
 * seeds that both have, at the query counts that all of these runs share. Below 0 the strategy is
 * better. Immutable.
 *
 * @param seeds the number of seeds that both have, at least 1
 * @param finalRmse the difference of the RMSE at the last evaluation that all share, in stars
 * @param aulc the difference of the area under the learning curve up to there, in stars
 * @param aulcPercent the same in percent of the baseline's area, seed by seed; empty where one of
 *     those is 0
 * @param deficiency what is left of the baseline's area above its final RMSE, seed by seed: {@code
 *     (aulc - f) / (baseline's aulc - f)} with the baseline's final RMSE {@code f} (Baram, El-Yaniv
 *     and Luz 2004, Online choice of active learning algorithms, JMLR 5, section 6.2, there of
 *     accuracies). The baseline has 1, below 1 is better, and below 0 is better on the way than the
 *     baseline is in the end. Empty where the baseline did not learn in one of the seeds, so that
 *     the denominator is not positive
 */
public record BaselineDifference(
    int seeds,
    Interval finalRmse,
    Interval aulc,
    Optional<Interval> aulcPercent,
    Optional<Interval> deficiency) {

  /** Compares the runs of a strategy with those of the baseline; empty if no seed is common. */
  static Optional<BaselineDifference> of(
      List<LearningCurve> runs, List<LearningCurve> baseline, IntervalMethod method) {
    return PairedRuns.of(runs, baseline)
        .map(pairs -> of(pairs.finals(), pairs.areas(), method.forSize(pairs.seeds())));
  }

  private static BaselineDifference of(
      PairedSamples finals, PairedSamples areas, Function<double[], Interval> interval) {
    double[] percents = areas.differences();
    double[] deficiencies = new double[percents.length];
    double[] denominators = new double[percents.length];
    for (int seed = 0; seed < percents.length; seed++) {
      double end = finals.second()[seed];
      percents[seed] *= 100 / areas.second()[seed];
      denominators[seed] = areas.second()[seed] - end;
      deficiencies[seed] = (areas.first()[seed] - end) / denominators[seed];
    }
    return new BaselineDifference(
        percents.length,
        interval.apply(finals.differences()),
        interval.apply(areas.differences()),
        where(areas.second(), percents, interval),
        where(denominators, deficiencies, interval));
  }

  /** The interval of quotients, if all they were divided by is above 0. */
  private static Optional<Interval> where(
      double[] denominators, double[] quotients, Function<double[], Interval> interval) {
    return Arrays.stream(denominators).allMatch(d -> d > 0)
        ? Optional.of(interval.apply(quotients))
        : Optional.empty();
  }
}
