package org.querent.simulator.metric;

/**
 * How far a posterior that has followed the answers is from a fit from scratch to the same ratings.
 *
 * @param rmse the error of the former on the holdout minus that of the latter
 * @param means how much the predicted ratings of the holdout differ, root of the mean square
 * @param deviations by which part of itself the epistemic standard deviation of a prediction
 *     differs, root of the mean square
 */
public record Drift(double rmse, double means, double deviations) {}
