package org.querent.experiments.ask;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Likelihood;

/**
 * The ratings that are taken as answers: those of the scale, and where the model has learned from
 * whole or half ones only, no others. Immutable and thread-safe.
 *
 * @param range of the ratings
 * @param step between two that follow each other, counted from the smallest; empty where any number
 *     in the range is a rating
 */
public record AnswerScale(RatingScale range, OptionalDouble step) {
  private static final double[] STEPS = {1, 0.5};
  private static final double TOLERANCE = 1e-9;

  /** The scale of some ratings, of which there are but two if they are binary. Cost: O(ratings). */
  static AnswerScale of(Ratings known, Likelihood likelihood) {
    RatingScale range = known.scale();
    if (likelihood == Likelihood.BINARY) {
      return new AnswerScale(range, OptionalDouble.of(range.max() - range.min()));
    }
    return new AnswerScale(
        range,
        DoubleStream.of(STEPS)
            .filter(step -> isOn(range, step, range.max()) && areAllOn(known, step))
            .findFirst());
  }

  private static boolean areAllOn(Ratings known, double step) {
    for (int row = 0; row < known.size(); row++) {
      if (!isOn(known.scale(), step, known.rating(row))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOn(RatingScale range, double step, double rating) {
    double steps = (rating - range.min()) / step;
    return Math.abs(steps - Math.rint(steps)) < TOLERANCE;
  }

  /** Why a rating is not taken, as the end of a sentence; empty if it is. */
  public Optional<String> fault(double rating) {
    return range.contains(rating) && (step.isEmpty() || isOn(range, step.getAsDouble(), rating))
        ? Optional.empty()
        : Optional.of("found " + Rates.text(rating) + ", allowed " + this);
  }

  /** The scale in words, as {@code 1 to 5 in steps of 0.5}. */
  @Override
  public String toString() {
    String ends = Rates.text(range.min()) + " to " + Rates.text(range.max());
    return step.isEmpty() ? ends : ends + " in steps of " + Rates.text(step.getAsDouble());
  }
}
