package org.querent.core.fit.adam;

import org.querent.core.posterior.Gaussians;

/**
 * The gradient of a batch's loss, per rating, in the means and in the variances of all parameters.
 * Without the prior's part. Laid out as {@link Gaussians}.
 */
public final class Gradient {
  public final double[] means;
  public final double[] variances;
  public double biasMean;
  public double biasVariance;

  /** A gradient of zeros. */
  public Gradient(Gaussians q) {
    means = new double[q.means.length];
    variances = new double[q.covariances.length];
  }
}
