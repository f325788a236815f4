package org.querent.core.fit;

import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RowNoise;

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

  /**
   * The bound of a machine, whose ratings have these residuals.
   *
   * @param degrees per feature, the ratings it is active in
   */
  public static Bound of(Machine machine, RatingGraph graph, Residuals totals, int[] degrees) {
    double loss = totals.loss(machine);
    PriorDivergence prior = new PriorDivergence(machine.prior);
    double likelihood = expectedLogLikelihood(graph.size(), loss, machine.likelihoodPrecision());
    double divergence = prior.total(machine, degrees);
    RowNoise noise = machine.left.noise;
    if (noise != null) {
      likelihood += noise.expectedLogLikelihood(graph.users().degrees);
      divergence += noise.divergence(graph.users().degrees);
    }
    return new Bound(likelihood, divergence, prior.logHyperprior() + machine.noiseLogHyperprior());
  }

  /** The expectation for ratings whose expected squared errors, weighted, sum to {@code loss}. */
  public static double expectedLogLikelihood(int ratings, double loss, double noisePrecision) {
    return 0.5 * (ratings * Math.log(noisePrecision / (2 * Math.PI)) - noisePrecision * loss);
  }
}
