package org.querent.core.model;

/**
 * What a pass over all ratings sums up of their residuals, and the two updates that need no more:
 * bias and noise (models.md section 2). Mutable, owned by one ascent; not thread-safe.
 */
final class Residuals {
  /** Of y - mean(x). */
  private double sum;

  /** Of E[(y - yhat(x))^2], but for the variance of the bias. */
  private double expectedSquares;

  void clear() {
    sum = 0;
    expectedSquares = 0;
  }

  /** Adds the sums over the ratings of one row. */
  void add(double rowSum, double rowExpectedSquares) {
    sum += rowSum;
    expectedSquares += rowExpectedSquares;
  }

  /** The summed expected squared error. */
  double loss(MeanField q, int ratings) {
    return expectedSquares + ratings * q.biasVariance;
  }

  void updateBias(MeanField q, int ratings) {
    double precision = Priors.BIAS_PRECISION + q.noisePrecision * ratings;
    double mean = q.noisePrecision * (sum + ratings * q.biasMean) / precision;
    double shift = q.biasMean - mean;
    expectedSquares += 2 * shift * sum + ratings * shift * shift;
    sum += ratings * shift;
    q.biasMean = mean;
    q.biasVariance = 1 / precision;
  }

  void updateNoise(MeanField q, int ratings) {
    q.noisePrecision = ratings / loss(q, ratings);
  }
}
