package org.querent.strategies.moments;

import org.querent.core.spec.Covariance;

/**
 * The pairs (a, b), b &lt;= a, of parameters of a row that may covary; parameter 0 is the slope. A
 * symmetric matrix is kept as its numbers at these pairs. All (k + 1)(k + 2) / 2 pairs if the
 * covariance is full, the k + 1 pairs (a, a) if it is diagonal. Immutable if its arrays are left
 * alone.
 */
public final class Terms {
  /** 1 + k, the parameters of a row. */
  public final int width;

  /** The number of pairs. */
  public final int count;

  /** The parameter a of each pair. */
  public final int[] first;

  /** The parameter b of each pair. */
  public final int[] second;

  /** The pairs that may covary under a covariance of k factors. */
  public Terms(int factors, Covariance covariance) {
    width = factors + 1;
    boolean full = covariance == Covariance.FULL;
    count = full ? width * (width + 1) / 2 : width;
    first = new int[count];
    second = new int[count];
    for (int a = 0, term = 0; a < width; a++) {
      for (int b = full ? 0 : a; b <= a; b++, term++) {
        first[term] = a;
        second[term] = b;
      }
    }
  }

  /** The term (a, b), b &lt;= a, where all pairs are terms. */
  public static int at(int a, int b) {
    return a * (a + 1) / 2 + b;
  }

  /** How often a term stands in the trace of a product of two symmetric matrices. */
  public double times(int term) {
    return first[term] == second[term] ? 1 : 2;
  }

  /**
   * Multiplies out = S z. Cost: O(terms).
   *
   * @param matrix has the terms of S from {@code from} on
   * @param z a vector from {@code at} on
   */
  public void multiply(double[] matrix, int from, double[] z, int at, double[] out) {
    for (int a = 0; a < width; a++) {
      out[a] = 0;
    }
    for (int term = 0; term < count; term++) {
      int a = first[term];
      int b = second[term];
      double number = matrix[from + term];
      out[a] += number * z[at + b];
      if (a != b) {
        out[b] += number * z[at + a];
      }
    }
  }
}
