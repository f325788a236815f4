package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * By how much the mean of one sample is above that of another. Immutable.
 *
 * @param first the mean of the first sample
 * @param second the mean of the second
 * @param difference second minus first; without bounds where the samples say nothing of its
 *     uncertainty
 * @param pValue of the two-sided test that there is no difference; empty where it cannot be tested
 * @param corrected the same, corrected by Holm's method for all tests that belong together
 */
public record SampleDifference(
    Interval first,
    Interval second,
    Interval difference,
    OptionalDouble pValue,
    OptionalDouble corrected) {

  /** The difference by the paired t-test. */
  static SampleDifference paired(PairedSamples samples) {
    double[] differences =
        Arrays.stream(samples.differences()).map(difference -> 0 - difference).toArray();
    return new SampleDifference(
        Interval.of(samples.first()),
        Interval.of(samples.second()),
        Interval.of(differences),
        samples.tTest(),
        OptionalDouble.empty());
  }

  /**
   * The difference of independent samples, whose variances may differ (Welch 1947, The
   * generalization of Student's problem when several different population variances are involved,
   * Biometrika 34).
   */
  static SampleDifference independent(double[] first, double[] second) {
    Interval before = Interval.of(first);
    Interval after = Interval.of(second);
    double difference = after.mean() - before.mean();
    boolean few = first.length < 2 || second.length < 2;
    double a = few ? 0 : StatUtils.variance(first) / first.length;
    double b = few ? 0 : StatUtils.variance(second) / second.length;
    if (a + b == 0) {
      Interval alone = new Interval(difference, difference, difference, 1);
      return new SampleDifference(
          before, after, alone, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double freedom = (a + b) * (a + b) / (a * a / (first.length - 1) + b * b / (second.length - 1));
    double quantile =
        new TDistribution(freedom).inverseCumulativeProbability((1 + Interval.CONFIDENCE) / 2);
    double margin = quantile * Math.sqrt(a + b);
    return new SampleDifference(
        before,
        after,
        new Interval(
            difference, difference - margin, difference + margin, first.length + second.length),
        OptionalDouble.of(new TTest().tTest(first, second)),
        OptionalDouble.empty());
  }

  SampleDifference corrected(double p) {
    return new SampleDifference(first, second, difference, pValue, OptionalDouble.of(p));
  }
}
