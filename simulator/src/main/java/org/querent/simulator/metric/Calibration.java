package org.querent.simulator.metric;

import java.util.List;

/**
 * How far ratings were from predictions, by the standard deviation that was predicted: sums over
 * the bins of a fine geometric grid that is the same for every run, so that runs can be added up
 * and any coarser groups be made of them. Immutable.
 *
 * @param bins those in which there is something, by ascending number
 */
public record Calibration(List<Bin> bins) {
  /** Bins by which the standard deviation doubles: each is 0.3 % wide. */
  public static final int PER_OCTAVE = 256;

  /**
   * Predictions of nearly the same standard deviation.
   *
   * @param number around 2^(number / {@link #PER_OCTAVE}), in the unit of the data
   * @param count the number of ratings
   * @param variance the sum of the predictive variances, noise included
   * @param squares the sum of the squared distances of ratings from predicted means
   */
  public record Bin(int number, long count, double variance, double squares) {
    /** The sums of both; the number is that of this one. */
    public Bin plus(Bin other) {
      return new Bin(
          number, count + other.count, variance + other.variance, squares + other.squares);
    }
  }

  /** Copies the list. */
  public Calibration {
    bins = List.copyOf(bins);
  }
}
