package org.querent.strategies.moments;

import org.querent.core.posterior.GaussianRows;

/**
 * z = (1, mu) and the covariance S of each row of one side, row-major, S by its terms. Not
 * thread-safe.
 */
public final class Moments {
  /** The number of rows. */
  public final int size;

  /** z of each row; the first of its numbers is 1. */
  public final double[] sensitivities;

  /** The terms of S of each row. */
  public final double[] covariances;

  private final Terms terms;

  /** Zeros. */
  public Moments(int size, Terms terms) {
    this.terms = terms;
    this.size = size;
    sensitivities = new double[Math.multiplyExact(size, terms.width)];
    covariances = new double[Math.multiplyExact(size, terms.count)];
  }

  /** Takes a row over from a posterior. */
  public void copy(GaussianRows rows, int row) {
    for (int a = 0; a < terms.width; a++) {
      sensitivities[row * terms.width + a] = a == 0 ? 1 : rows.factorMean(row, a - 1);
    }
    for (int term = 0; term < terms.count; term++) {
      covariances[row * terms.count + term] =
          rows.covariance(row, terms.first[term], terms.second[term]);
    }
  }

  /** S at a term. */
  public double covariance(int row, int term) {
    return covariances[row * terms.count + term];
  }

  /** z z^T at a term. */
  public double square(int row, int term) {
    int at = row * terms.width;
    return sensitivities[at + terms.first[term]] * sensitivities[at + terms.second[term]];
  }

  /** E[z z^T] at a term. The sensitivity to a slope is 1 for sure. */
  public double second(int row, int term) {
    double square = square(row, term);
    return terms.second[term] == 0 ? square : square + covariance(row, term);
  }

  /** S z of a row and a row of the other side, whose z is the sensitivity to this one. */
  public void reach(int row, Moments others, int other, double[] out) {
    terms.multiply(covariances, row * terms.count, others.sensitivities, other * terms.width, out);
  }

  /**
   * Lets S fall as an answer does: by (S z)(S z)^T / total.
   *
   * @param reach S z
   * @param total the variance of the answer
   */
  public void fall(int row, double[] reach, double total) {
    int at = row * terms.count;
    for (int term = 0; term < terms.count; term++) {
      covariances[at + term] -= reach[terms.first[term]] * reach[terms.second[term]] / total;
    }
  }
}
