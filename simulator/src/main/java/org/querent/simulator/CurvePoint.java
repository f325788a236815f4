package org.querent.simulator;

import java.util.Optional;

/**
 * One point of a learning curve.
 *
 * @param queries queries asked so far; under a protocol that asks everybody alike, of each user or
 *     item
 * @param ratings ratings known to the model: the initial ones and all answers
 * @param answerRate the part of all queries so far that were answered; 1 before the first
 * @param cost what the queries cost, on average where everybody is asked alike
 * @param accuracy the errors on the holdout
 * @param noise the model's standard deviation of a rating around its true mean, in stars
 * @param drift how far the model is from one fitted from scratch, where that is measured
 */
public record CurvePoint(
    int queries,
    int ratings,
    double answerRate,
    double cost,
    Accuracy accuracy,
    double noise,
    Optional<Drift> drift) {}
