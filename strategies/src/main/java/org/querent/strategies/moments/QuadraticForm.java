package org.querent.strategies.moments;

/** S H S of symmetric matrices that are kept by their terms. Not thread-safe: it has scratch. */
public final class QuadraticForm {
  private final Terms terms;
  private final double[] column;
  private final double[] product;
  private final double[] result;

  /** The form over matrices of such terms. */
  public QuadraticForm(Terms terms) {
    this.terms = terms;
    column = new double[terms.width];
    product = new double[terms.width];
    result = new double[terms.width];
  }

  /**
   * Makes S H S. Cost: O(k), or O(k^3) if the covariance is full.
   *
   * @param s where S is kept from {@code from} on
   * @param h where H is kept from {@code from} on
   * @param out receives the terms of S H S from {@code to} on
   */
  public void of(double[] s, double[] h, int from, double[] out, int to) {
    if (terms.count == terms.width) {
      for (int a = 0; a < terms.width; a++) {
        out[to + a] = s[from + a] * s[from + a] * h[from + a];
      }
      return;
    }
    // Column b of S H S is S (H (S e_b)); its terms (a, b), a >= b, are kept.
    for (int b = 0; b < terms.width; b++) {
      for (int a = 0; a < terms.width; a++) {
        column[a] = s[from + Terms.at(Math.max(a, b), Math.min(a, b))];
      }
      terms.multiply(h, from, column, 0, product);
      terms.multiply(s, from, product, 0, result);
      for (int a = b; a < terms.width; a++) {
        out[to + Terms.at(a, b)] = result[a];
      }
    }
  }
}
