package org.querent.strategies.moments;

import org.querent.core.posterior.GaussianRows;

/**
 * z = (1, mu) and the covariance S of each row of one side, row-major, S by its terms. Not
 * thread-safe.
 */
public final class Moments {
  /** The first row. */
  public final int first;

  /** The row after the last. */
  public final int end;

  /** z of each row; the first of its numbers is 1. */
  public final double[] sensitivities;

  /** The terms of S of each row. */
  public final double[] covariances;

  /** The terms of what is added to z z^T in E[z z^T]: S as it is, or as it was when copied. */
  private final double[] doubts;

  private final Terms terms;

  private Moments(int first, int end, Terms terms, boolean isKnown) {
    this.terms = terms;
    this.first = first;
    this.end = end;
    sensitivities = new double[Math.multiplyExact(end - first, terms.width)];
    covariances = new double[Math.multiplyExact(end - first, terms.count)];
    doubts = isKnown ? new double[covariances.length] : covariances;
  }

  /** Zeros, of the rows from one up to, but without, another. */
  public Moments(int first, int end, Terms terms) {
    this(first, end, terms, false);
  }

  /**
   * Zeros, of rows that are known better than S says: E[z z^T] stays what it was when a row was
   * copied, whatever becomes of S.
   */
  public static Moments ofKnown(int size, Terms terms) {
    return new Moments(0, size, terms, true);
  }

  /** Zeros, of as many rows. */
  public Moments(int size, Terms terms) {
    this(0, size, terms);
  }

  /** Whether a row is one of these. */
  public boolean has(int row) {
    return first <= row && row < end;
  }

  /** Where the terms of a row begin in {@link #covariances}. */
  public int at(int row) {
    return (row - first) * terms.count;
  }

  private int zOf(int row) {
    return (row - first) * terms.width;
  }

  /** Takes a row over from a posterior. */
  public void copy(GaussianRows rows, int row) {
    for (int a = 0; a < terms.width; a++) {
      sensitivities[zOf(row) + a] = a == 0 ? 1 : rows.factorMean(row, a - 1);
    }
    for (int term = 0; term < terms.count; term++) {
      covariances[at(row) + term] = rows.covariance(row, terms.first[term], terms.second[term]);
      doubts[at(row) + term] = covariances[at(row) + term];
    }
  }

  /** z at a parameter. */
  public double sensitivity(int row, int a) {
    return sensitivities[zOf(row) + a];
  }

  /** S at a term. */
  public double covariance(int row, int term) {
    return covariances[at(row) + term];
  }

  /** z z^T at a term. */
  public double square(int row, int term) {
    int at = zOf(row);
    return sensitivities[at + terms.first[term]] * sensitivities[at + terms.second[term]];
  }

  /** E[z z^T] at a term. The sensitivity to a slope is 1 for sure. */
  public double second(int row, int term) {
    double square = square(row, term);
    return terms.second[term] == 0 ? square : square + doubts[at(row) + term];
  }

  /** S z of a row and a row of the other side, whose z is the sensitivity to this one. */
  public void reach(int row, Moments others, int other, double[] out) {
    terms.multiply(covariances, at(row), others.sensitivities, others.zOf(other), out);
  }

  /**
   * Lets S fall as an answer does: by (S z)(S z)^T / total.
   *
   * @param reach S z
   * @param total the variance of the answer
   */
  public void fall(int row, double[] reach, double total) {
    int at = at(row);
    for (int term = 0; term < terms.count; term++) {
      covariances[at + term] -= reach[terms.first[term]] * reach[terms.second[term]] / total;
    }
  }
}
