package org.querent.core.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.querent.core.features.FeatureSpace;

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

  /** 1 + k where the covariance is full: a row is its slope and its factors, in this order. */
  final int width;

  /**
   * The covariances of every row where they are full, {@code (feature * width + a) * width + b};
   * {@link #slopeVariance} and {@link #factorVariance} are their diagonals. Otherwise empty.
   */
  final double[] covariance;

  /** Per field, where the covariance is full: {@code field * width + a}. */
  final double[] rowPriorMean;

  /** Per field, where the covariance is full: {@code (field * width + a) * width + b}. */
  final double[] rowPriorPrecision;

  /** beta, in 1 / stars^2. */
  double noisePrecision = 1;

  MeanField(FeatureSpace space, int factors) {
    this(space, factors, Covariance.DIAGONAL);
  }

  MeanField(FeatureSpace space, int factors, Covariance shape) {
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
    width = shape == Covariance.FULL ? factors + 1 : 0;
    covariance = new double[Math.multiplyExact(features, Math.multiplyExact(width, width))];
    rowPriorMean = new double[space.fields() * width];
    rowPriorPrecision = new double[rowPriorMean.length * width];
  }

  boolean isFull() {
    return width > 0;
  }

  /** Copies the mean of a row: its slope, then its factors. */
  void copyRow(int feature, double[] into) {
    into[0] = slopeMean[feature];
    System.arraycopy(factorMean, feature * factors, into, 1, factors);
  }

  /** Sets the mean of a row with full covariance, and its variances from the covariance. */
  void setRow(int feature, double[] mean) {
    int at = feature * width * width;
    slopeMean[feature] = mean[0];
    slopeVariance[feature] = covariance[at];
    for (int f = 0; f < factors; f++) {
      factorMean[feature * factors + f] = mean[f + 1];
      factorVariance[feature * factors + f] = covariance[at + (f + 1) * (width + 1)];
    }
  }

  /** The covariance of two parameters of a feature; 0 is the slope, f + 1 is factor f. */
  double covariance(int feature, int a, int b) {
    if (isFull()) {
      return covariance[(feature * width + a) * width + b];
    }
    if (a != b) {
      return 0;
    }
    return a == 0 ? slopeVariance[feature] : factorVariance[feature * factors + a - 1];
  }

  /** z_a = (1, mu)_a: how much a prediction changes with parameter a of the feature beside it. */
  double sensitivity(int feature, int a) {
    return a == 0 ? 1 : factorMean[feature * factors + a - 1];
  }

  /** The epistemic variance of a pair of features with value 1, one of either field. */
  double epistemicVariance(int u, int i) {
    return isFull() ? fullVariance(u, i) : diagonalVariance(u, i);
  }

  private double diagonalVariance(int u, int i) {
    double variance = biasVariance + slopeVariance[u] + slopeVariance[i];
    for (int f = 0, a = u * factors, b = i * factors; f < factors; f++, a++, b++) {
      double squareU = factorMean[a] * factorMean[a];
      double squareI = factorMean[b] * factorMean[b];
      variance += factorVariance[a] * (factorVariance[b] + squareI) + factorVariance[b] * squareU;
    }
    return variance;
  }

  /** With z = (1, mu): z_i^T S_u z_i + z_u^T S_i z_u + the trace of the factors' S_u S_i. */
  private double fullVariance(int u, int i) {
    int atU = u * width * width;
    int atI = i * width * width;
    double variance = biasVariance + covariance[atU] + covariance[atI];
    for (int a = 1; a < width; a++) {
      double meanU = factorMean[u * factors + a - 1];
      double meanI = factorMean[i * factors + a - 1];
      int rowU = atU + a * width;
      int rowI = atI + a * width;
      double sumU = 2 * covariance[rowU];
      double sumI = 2 * covariance[rowI];
      for (int b = 1; b < width; b++) {
        sumU += covariance[rowU + b] * factorMean[i * factors + b - 1];
        sumI += covariance[rowI + b] * factorMean[u * factors + b - 1];
        variance += covariance[rowU + b] * covariance[rowI + b];
      }
      variance += meanI * sumU + meanU * sumI;
    }
    return variance;
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
    Arrays.fill(rowPriorMean, 0);
    fillDiagonal(rowPriorPrecision, priorPrecision);
    fillDiagonal(covariance, 1 / priorPrecision);
    for (int i = 0; i < factorMean.length; i++) {
      factorMean[i] = spread * random.nextGaussian();
    }
  }

  private void fillDiagonal(double[] blocks, double value) {
    Arrays.fill(blocks, 0);
    for (int at = 0; at < blocks.length; at += width * width) {
      for (int a = 0; a < width; a++) {
        blocks[at + a * width + a] = value;
      }
    }
  }
}
