package org.querent.core.model;

/**
 * The hierarchical prior of rows with full covariance: per field one mean vector and one precision
 * matrix, estimated from q itself; the matrix form of {@link Priors}.
 *
 * <p>A precision matrix A has the hyperprior exp(-{@link Priors#RATE} trace A), the same on its
 * diagonal as in {@link Priors}.
 */
final class RowPriors {
  private final MeanField q;
  private final int[][] degrees;
  private final int width;
  private final double[] row;
  private final double[] scratch;

  /**
   * The prior of a posterior.
   *
   * @param q the posterior; aliased
   * @param degrees per field and feature, the number of examples; aliased. Features without have q
   *     equal to the prior and no say in it
   */
  RowPriors(MeanField q, int[][] degrees) {
    this.q = q;
    this.degrees = degrees;
    this.width = q.width;
    this.row = new double[width];
    this.scratch = new double[width * width];
  }

  /** Moves every prior to its optimum given q. Cost: O(features * k^2). */
  void estimate() {
    for (int field = 0; field < q.space.fields(); field++) {
      int count = estimateMean(field);
      if (count > 0) {
        estimatePrecision(field, count);
      }
    }
  }

  private int estimateMean(int field) {
    int count = 0;
    double[] sum = new double[width];
    for (int j = 0; j < degrees[field].length; j++) {
      if (degrees[field][j] > 0) {
        count++;
        q.copyRow(q.space.start(field) + j, row);
        for (int a = 0; a < width; a++) {
          sum[a] += row[a];
        }
      }
    }
    for (int a = 0; a < width && count > 0; a++) {
      q.rowPriorMean[field * width + a] = sum[a] / count;
    }
    return count;
  }

  /** The maximum of count/2 ln|A| - trace(A spread)/2 - RATE trace A. */
  private void estimatePrecision(int field, int count) {
    double[] spread = new double[width * width];
    for (int a = 0; a < width; a++) {
      spread[a * width + a] = 2 * Priors.RATE;
    }
    for (int j = 0; j < degrees[field].length; j++) {
      if (degrees[field][j] > 0) {
        int feature = q.space.start(field) + j;
        loadDeviation(field, feature);
        for (int a = 0; a < width; a++) {
          for (int b = 0; b < width; b++) {
            spread[a * width + b] += row[a] * row[b] + q.covariance(feature, a, b);
          }
        }
      }
    }
    Cholesky.factor(spread, 0, width);
    Cholesky.invert(spread, 0, width, q.rowPriorPrecision, field * width * width);
    for (int at = field * width * width, n = 0; n < width * width; n++) {
      q.rowPriorPrecision[at + n] *= count;
    }
  }

  private void loadDeviation(int field, int feature) {
    q.copyRow(feature, row);
    for (int a = 0; a < width; a++) {
      row[a] -= q.rowPriorMean[field * width + a];
    }
  }

  /** Sets q of the features without examples to the prior: they fall back on their group. */
  void applyToUnseen() {
    for (int field = 0; field < q.space.fields(); field++) {
      factor(field);
      for (int j = 0; j < degrees[field].length; j++) {
        if (degrees[field][j] == 0) {
          int feature = q.space.start(field) + j;
          System.arraycopy(q.rowPriorMean, field * width, row, 0, width);
          Cholesky.invert(scratch, 0, width, q.covariance, feature * width * width);
          q.setRow(feature, row);
        }
      }
    }
  }

  private void factor(int field) {
    System.arraycopy(q.rowPriorPrecision, field * width * width, scratch, 0, width * width);
    Cholesky.factor(scratch, 0, width);
  }

  /**
   * The part of the evidence lower bound that the priors make: minus the Kullback-Leibler
   * divergence of q from its prior, plus the log density of the hyperpriors, in nats.
   */
  double bound() {
    double bound = -Priors.divergence(q.biasMean, q.biasVariance, 0, Priors.BIAS_PRECISION);
    double[] covariance = new double[width * width];
    for (int field = 0; field < q.space.fields(); field++) {
      factor(field);
      double logDeterminant = Cholesky.logDeterminant(scratch, 0, width);
      for (int a = 0; a < width; a++) {
        bound -= Priors.RATE * q.rowPriorPrecision[(field * width + a) * width + a];
      }
      for (int j = 0; j < degrees[field].length; j++) {
        if (degrees[field][j] > 0) {
          int feature = q.space.start(field) + j;
          int at = feature * width * width;
          System.arraycopy(q.covariance, at, covariance, 0, width * width);
          Cholesky.factor(covariance, 0, width);
          double logRatio = logDeterminant + Cholesky.logDeterminant(covariance, 0, width);
          bound -= 0.5 * (expectedSquare(field, feature) - width - logRatio);
        }
      }
    }
    return bound;
  }

  /** E[(theta - m)^T A (theta - m)] under q. */
  private double expectedSquare(int field, int feature) {
    loadDeviation(field, feature);
    double sum = 0;
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        sum +=
            q.rowPriorPrecision[(field * width + a) * width + b]
                * (row[a] * row[b] + q.covariance(feature, a, b));
      }
    }
    return sum;
  }
}
