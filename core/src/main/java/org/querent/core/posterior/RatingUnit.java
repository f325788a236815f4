package org.querent.core.posterior;

import org.querent.core.data.RatingScale;

/**
 * The unit that a model computes in. A rating y is standardised as it goes in, z = (y - centre) /
 * spread, and everything that is read from the model is in the user's unit again.
 *
 * <p>So the law: ratings c y + d on the scale from c min + d to c max + d have c times the
 * predicted means, plus d, and c^2 times the variances, whatever the model and its optimiser. All
 * constants of models, priors and optimisers are numbers without a unit; what they mean on a scale
 * is in its quarters: a precision of 5 is 5 / spread^2 for slopes and 5 / spread for factors.
 *
 * <p>The unit comes from the scale and not from the known ratings: it is there before the first of
 * them, is the same for all seeds, strategies, refits and resumed runs, and does not degenerate
 * where all ratings are equal. Standardised by mean and standard deviation of the known ratings
 * instead, fits of eight factors had holdout errors within 0.2 % of these on four data sets (scales
 * from 1 to 5, 0.5 to 5, 0 to 10 and 1 to 10; 2,000 ratings and 90 % of all known), in both
 * directions, but for one, an fm, which was 0.45 % better by them. A scale far wider than the
 * ratings on it makes the priors weak.
 *
 * @param centre what becomes 0
 * @param spread how much becomes 1
 */
public record RatingUnit(double centre, double spread) {
  /** The steps in a unit; the scale has four times as many. */
  private static final double STEPS = 1 << 22;

  /** The unit of ratings that are standardised already. */
  public static final RatingUnit STANDARDISED = new RatingUnit(0, 1);

  /** Refuses what is no unit. */
  public RatingUnit {
    if (!Double.isFinite(centre) || !Double.isFinite(spread) || !(spread > 0)) {
      throw new IllegalArgumentException("a unit of " + spread + " around " + centre);
    }
  }

  /**
   * The middle of a scale and a quarter of its range: ratings from 1 to 5 become numbers from -2 to
   * 2, and one star stays 1.
   */
  public static RatingUnit of(RatingScale scale) {
    return new RatingUnit(
        0.5 * scale.min() + 0.5 * scale.max(), 0.25 * (scale.max() - scale.min()));
  }

  /**
   * What a rating is inside a model: the nearest of 2^24 steps of the scale, which a float is
   * exactly. So what a change of the scale does to the last digits of a rating does not reach the
   * model, and its fit is the same to the last bit.
   */
  public float standardised(double rating) {
    return (float) (Math.rint((rating - centre) / spread * STEPS) / STEPS);
  }

  /** The rating that a model means. */
  public double rating(double standardised) {
    return centre + spread * standardised;
  }

  /** The difference of ratings that a model means: a slope, or an interaction. */
  public double difference(double standardised) {
    return spread * standardised;
  }

  /** The variance of ratings that a model means. */
  public double variance(double standardised) {
    return spread * spread * standardised;
  }

  /**
   * One of parameter a of a row: the slope, 0, has the unit of ratings, and factors, whose products
   * have it, its root.
   */
  double ofParameter(int a) {
    return a == 0 ? spread : Math.sqrt(spread);
  }
}
