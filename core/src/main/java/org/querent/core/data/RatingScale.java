package org.querent.core.data;

import java.io.Serializable;

/**
 * The range of ratings.
 *
 * @param min the smallest rating, in the unit of the data
 * @param max the largest rating
 */
public record RatingScale(double min, double max) implements Serializable {
  /** From half a star to five. */
  public static final RatingScale HALF_STARS = new RatingScale(0.5, 5);

  /** From one star to five. */
  public static final RatingScale WHOLE_STARS = new RatingScale(1, 5);

  /** Refuses an empty range, and one without end. */
  public RatingScale {
    if (!(min < max) || Double.isInfinite(max - min)) {
      throw new IllegalArgumentException("a scale from " + min + " to " + max);
    }
  }

  /** Whether a rating is in range. */
  public boolean contains(double rating) {
    return rating >= min && rating <= max;
  }

  /** The nearest value in range. */
  public double clip(double rating) {
    return Math.max(min, Math.min(max, rating));
  }
}
