package org.querent.strategies.profile;

/**
 * An item that a user has not rated, and what they would think of it.
 *
 * @param item its index
 * @param mean the expected rating, in the unit of the ratings, not clipped to the scale
 * @param deviation the standard deviation of that: epistemic, without the noise of a rating
 */
public record Recommendation(int item, double mean, double deviation) {
  /** The quantile of the normal distribution that 95 % are below. */
  private static final double NORMAL_95 = 1.6448536269514722;

  /** Half the width of the central 90 % interval of the expected rating. */
  public double margin() {
    return NORMAL_95 * deviation;
  }
}
