package org.querent.core.posterior;

import java.util.Locale;
import java.util.Optional;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.spec.Likelihood;

/**
 * The ratings that there are on a scale, in even steps.
 *
 * @param lowest in the unit of the ratings
 * @param step from one to the next
 * @param count at least two
 */
public record RatingLevels(double lowest, double step, int count) {
  /** More are no steps that somebody has in mind. */
  private static final int MOST = 101;

  /** How far from a level a rating may be, in steps: that is rounding. */
  private static final double ROUNDING = 1e-6;

  /** Refuses fewer than two levels. */
  public RatingLevels {
    if (count < 2 || !(step > 0) || !Double.isFinite(lowest + step * count)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d levels from %s on by %s", count, lowest, step));
    }
  }

  /**
   * The levels of a scale: both ends where there are two; else whole numbers if both ends are,
   * otherwise halves.
   *
   * @param likelihood that needs them
   * @return empty of the Gaussian, which needs none
   * @throws DatasetException if the scale has no such steps
   */
  public static Optional<RatingLevels> of(RatingScale scale, Likelihood likelihood) {
    double range = scale.max() - scale.min();
    return switch (likelihood) {
      case GAUSSIAN -> Optional.empty();
      case BINARY -> Optional.of(new RatingLevels(scale.min(), range, 2));
      case ORDINAL -> {
        double step = isWhole(scale.min()) && isWhole(scale.max()) ? 1 : 0.5;
        if (!isWhole(scale.min() / step)
            || !isWhole(scale.max() / step)
            || range / step + 1 > MOST) {
          throw new DatasetException(
              String.format(
                  Locale.ROOT,
                  "likelihood: ordinal takes ratings in steps of 1 or 1/2, at most %d of them, which"
                      + " a scale from %s to %s does not have; say likelihood: gaussian",
                  MOST,
                  plain(scale.min()),
                  plain(scale.max())));
        }
        yield Optional.of(new RatingLevels(scale.min(), step, (int) Math.rint(range / step) + 1));
      }
    };
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private static String plain(double value) {
    return isWhole(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The rating of a level, from 0 on. */
  public double rating(int level) {
    return lowest + level * step;
  }

  /**
   * Makes sure that a rating is one of these.
   *
   * @throws DatasetException if it is between two, or none
   */
  public void require(double rating) {
    double level = (rating - lowest) / step;
    boolean known = level > -0.5 && level < count - 0.5;
    if (!known || Math.abs(level - Math.rint(level)) > ROUNDING) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "the rating %s is not one of the %d that likelihood: %s takes on this scale, %s to %s by"
                  + " %s; correct the scale of the data%s, or say likelihood: gaussian",
              plain(rating),
              count,
              count == 2 ? "binary" : "ordinal",
              plain(lowest),
              plain(rating(count - 1)),
              plain(step),
              count > 2 && step == 1 && !isWhole(rating) && isWhole(2 * rating)
                  ? " (one with an end that is a half, as 0.5 to 5, has half steps)"
                  : ""));
    }
  }
}
