package org.querent.simulator;

import java.util.Optional;

/**
 * One point of a learning curve.
 *
 * @param queries queries answered so far
 * @param ratings ratings known to the model: the initial ones and the answers
 * @param accuracy the errors on the holdout
 * @param noise the model's standard deviation of a rating around its true mean, in stars
 * @param drift how far the model is from one fitted from scratch, where that is measured
 */
public record CurvePoint(
    int queries, int ratings, Accuracy accuracy, double noise, Optional<Drift> drift) {}
