package org.querent.strategies.variance;

import org.querent.core.posterior.GaussianRows;

/** z = (1, mu) and the covariance S of each row of one side, row-major, S laid by its terms. */
final class Moments {
  private final Terms terms;
  final int size;
  final double[] sensitivities;
  final double[] covariances;

  Moments(int size, Terms terms) {
    this.terms = terms;
    this.size = size;
    sensitivities = new double[Math.multiplyExact(size, terms.width)];
    covariances = new double[Math.multiplyExact(size, terms.count)];
  }

  void copy(GaussianRows rows, int row) {
    for (int a = 0; a < terms.width; a++) {
      sensitivities[row * terms.width + a] = a == 0 ? 1 : rows.factorMean(row, a - 1);
    }
    for (int term = 0; term < terms.count; term++) {
      covariances[row * terms.count + term] =
          rows.covariance(row, terms.first[term], terms.second[term]);
    }
  }

  double covariance(int row, int term) {
    return covariances[row * terms.count + term];
  }

  /** z z^T at a term. */
  double square(int row, int term) {
    int at = row * terms.width;
    return sensitivities[at + terms.first[term]] * sensitivities[at + terms.second[term]];
  }

  /** E[z z^T] at a term. The sensitivity to a slope is 1 for sure. */
  double second(int row, int term) {
    double square = square(row, term);
    return terms.second[term] == 0 ? square : square + covariance(row, term);
  }
}
