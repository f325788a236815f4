/**
 * What is known of a machine's parameters, and what it predicts: Gaussians of features and rows,
 * the priors they fall back on, predictors, draws, samples, and which rows have moved.
 *
 * <p>Users read {@link org.querent.core.posterior.Posterior}, {@link
 * org.querent.core.posterior.Predictor}, {@link org.querent.core.posterior.GaussianRows}, {@link
 * org.querent.core.posterior.PosteriorDraw}, {@link org.querent.core.posterior.RowChanges} and
 * {@link org.querent.core.posterior.RatingUnit}; the others are what fits and engines move. The
 * formulas are with {@link org.querent.core.model}.
 */
package org.querent.core.posterior;
