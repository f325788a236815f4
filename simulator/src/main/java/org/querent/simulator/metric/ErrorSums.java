package org.querent.simulator.metric;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.querent.core.data.RatingScale;

/** The errors of predictions, added up. Not thread-safe. */
public final class ErrorSums {
  /** Half the width of a central 90 % interval, in standard deviations. */
  private static final double HALF_WIDTH_90 =
      new NormalDistribution().inverseCumulativeProbability(0.95);

  private final RatingScale scale;
  private double squared;
  private double absolute;
  private double negativeLogDensity;
  private int covered;
  private int count;

  /** No errors yet; predictions are clipped to a scale where clipping counts. */
  public ErrorSums(RatingScale scale) {
    this.scale = scale;
  }

  /**
   * Adds a prediction.
   *
   * @param mean not clipped
   * @param variance that of a rating, noise included
   */
  public void add(double rating, double mean, double variance) {
    add(rating, mean, variance, negativeLogDensity(mean - rating, variance));
  }

  /**
   * Adds a prediction that is no normal distribution.
   *
   * @param density the negative logarithm of that of the rating
   */
  public void add(double rating, double mean, double variance, double density) {
    double clipped = scale.clip(mean) - rating;
    double deviation = mean - rating;
    squared += clipped * clipped;
    absolute += Math.abs(clipped);
    negativeLogDensity += density;
    if (isCovered(deviation, variance)) {
      covered++;
    }
    count++;
  }

  /** The negative logarithm of a normal density. */
  static double negativeLogDensity(double deviation, double variance) {
    return 0.5 * (Math.log(2 * Math.PI * variance) + deviation * deviation / variance);
  }

  /** Whether a central 90 % interval reaches as far. */
  static boolean isCovered(double deviation, double variance) {
    return Math.abs(deviation) <= HALF_WIDTH_90 * Math.sqrt(variance);
  }

  /** The sums, to be saved. */
  public double[] save() {
    return new double[] {squared, absolute, negativeLogDensity, covered, count};
  }

  /** Takes back what was saved. */
  public void restore(double[] sums) {
    squared = sums[0];
    absolute = sums[1];
    negativeLogDensity = sums[2];
    covered = (int) sums[3];
    count = (int) sums[4];
  }

  /** Whether no prediction was added. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The means so far; not numbers before the first prediction. */
  public Accuracy accuracy() {
    return new Accuracy(
        Math.sqrt(squared / count),
        absolute / count,
        negativeLogDensity / count,
        (double) covered / count);
  }
}
