package org.querent.core.fit;

import org.querent.core.posterior.Machine;

/**
 * The evidence lower bound of the standardised ratings and its parts, in nats; of a point estimate,
 * the penalised log likelihood with a noise precision of 1.
 *
 * @param expectedLogLikelihood of the ratings under the posterior
 * @param divergence of the posterior from the prior, weighted
 * @param logHyperprior the log density of the precisions or scales of prior and noise, up to a
 *     constant
 */
public record Bound(double expectedLogLikelihood, double divergence, double logHyperprior) {
  /** The bound. */
  public double total() {
    return expectedLogLikelihood - divergence + logHyperprior;
  }

  /** The bound of a machine, whose ratings have these residuals. */
  public static Bound of(Machine machine, int ratings, Residuals totals, int[] degrees) {
    double loss = totals.loss(machine, ratings);
    PriorDivergence prior = new PriorDivergence(machine.prior);
    return new Bound(
        expectedLogLikelihood(ratings, loss, machine.likelihoodPrecision()),
        prior.total(machine, degrees),
        prior.logHyperprior() + machine.noiseLogHyperprior());
  }

  /** The expectation for ratings whose expected squared errors sum to {@code loss}. */
  public static double expectedLogLikelihood(int ratings, double loss, double noisePrecision) {
    return 0.5 * (ratings * Math.log(noisePrecision / (2 * Math.PI)) - noisePrecision * loss);
  }
}
