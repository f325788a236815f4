package org.querent.experiments.training;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.fit.Bound;

/**
 * A model after an epoch.
 *
 * @param number of the epoch, from 1
 * @param bound the evidence lower bound and its parts, in nats
 * @param trainRmse the root mean square error on what was learned from; empty while a sampled model
 *     is burnt in
 * @param validationRmse the root mean square error on the part held out
 * @param noise the standard deviation of a rating around its true mean
 */
public record Epoch(
    int number,
    Bound bound,
    OptionalDouble trainRmse,
    OptionalDouble validationRmse,
    double noise) {
  /** The names of the columns of a log. */
  static final List<String> COLUMNS =
      List.of(
          "epoch",
          "bound",
          "expected-log-likelihood",
          "divergence",
          "log-hyperprior",
          "train-rmse",
          "validation-rmse",
          "noise-standard-deviation");

  /** The columns of a log. */
  String csv() {
    return Stream.of(
            Integer.toString(number),
            Double.toString(bound.total()),
            Double.toString(bound.expectedLogLikelihood()),
            Double.toString(bound.divergence()),
            Double.toString(bound.logHyperprior()),
            text(trainRmse),
            text(validationRmse),
            Double.toString(noise))
        .collect(Collectors.joining(","));
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }
}
