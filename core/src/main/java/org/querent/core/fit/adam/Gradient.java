package org.querent.core.fit.adam;

import org.querent.core.posterior.Gaussians;

/**
 * The gradient of a batch's loss, per rating, in the means and in the variances of all parameters.
 * Without the prior's part. Laid out as {@link Gaussians}.
 */
public final class Gradient {
  /** In the mean of each parameter, {@code row * width + a}. */
  public final double[] means;

  /** In the variance of each parameter; empty for point estimates. */
  public final double[] variances;

  /** In the mean of the bias. */
  public double biasMean;

  /** In the variance of the bias. */
  public double biasVariance;

  /** A gradient of zeros. */
  public Gradient(Gaussians q) {
    means = new double[q.means.length];
    variances = new double[q.covariances.length];
  }
}
