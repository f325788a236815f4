package org.querent.simulator.metric;

/**
 * How well a posterior predicts a holdout.
 *
 * @param rmse root of the mean squared error of the clipped predictions, in the unit of the data
 * @param mae mean absolute error of the clipped predictions
 * @param nll mean negative log density of the ratings under the predictive Gaussian, in nats; where
 *     ratings are steps of a scale, of the probability of the step over its width
 * @param coverage90 the part of the ratings inside their central 90 % predictive interval
 */
public record Accuracy(double rmse, double mae, double nll, double coverage90) {}
