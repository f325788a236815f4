package org.querent.core.model;

/**
 * The gradient of a batch's loss, per rating, in the means and in the variances of all parameters.
 * Without the prior's part. Laid out as {@link Gaussians}.
 */
final class Gradient {
  final double[] means;
  final double[] variances;
  double biasMean;
  double biasVariance;

  Gradient(Gaussians q) {
    means = new double[q.means.length];
    variances = new double[q.covariances.length];
  }
}
