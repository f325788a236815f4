package org.querent.core.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The parameters of the mean-field Gaussian q of a variational factorization machine, and of its
 * prior (models.md section 2): what the coordinate ascent moves.
 *
 * <p>All arrays are indexed by feature; those of the factors are row-major, {@code feature *
 * factors + factor}. Variances, never standard deviations or logarithms. Mutable, owned by one
 * {@link Vfm}; not thread-safe.
 */
final class MeanField {
  final FeatureSpace space;
  final int factors;

  double biasMean;
  double biasVariance;
  final double[] slopeMean;
  final double[] slopeVariance;
  final double[] factorMean;
  final double[] factorVariance;

  /** Per field. */
  final double[] slopePriorMean;

  final double[] slopePriorPrecision;

  /** Per field and factor, {@code field * factors + factor}. */
  final double[] factorPriorMean;

  final double[] factorPriorPrecision;

  /** beta, in 1 / stars^2. */
  double noisePrecision = 1;

  MeanField(FeatureSpace space, int factors) {
    this.space = space;
    this.factors = factors;
    int features = space.features();
    slopeMean = new double[features];
    slopeVariance = new double[features];
    factorMean = new double[Math.multiplyExact(features, factors)];
    factorVariance = new double[factorMean.length];
    slopePriorMean = new double[space.fields()];
    slopePriorPrecision = new double[space.fields()];
    factorPriorMean = new double[space.fields() * factors];
    factorPriorPrecision = new double[factorPriorMean.length];
  }

  /**
   * Sets q to its start: no slopes, small random factors that break the symmetry, variances of the
   * prior.
   */
  void initialise(double bias, double priorPrecision, double spread, RandomGenerator random) {
    biasMean = bias;
    biasVariance = 1 / Priors.BIAS_PRECISION;
    noisePrecision = 1;
    Arrays.fill(slopeMean, 0);
    Arrays.fill(slopePriorMean, 0);
    Arrays.fill(slopePriorPrecision, priorPrecision);
    Arrays.fill(slopeVariance, 1 / priorPrecision);
    Arrays.fill(factorPriorMean, 0);
    Arrays.fill(factorPriorPrecision, priorPrecision);
    Arrays.fill(factorVariance, 1 / priorPrecision);
    for (int i = 0; i < factorMean.length; i++) {
      factorMean[i] = spread * random.nextGaussian();
    }
  }
}
