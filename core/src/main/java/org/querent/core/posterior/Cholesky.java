package org.querent.core.posterior;

/**
 * Factors and inverts small symmetric positive definite matrices in place, row-major: one a row of
 * the model, so nothing may be allocated. Only the lower triangles of factors are used. Stateless.
 */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Replaces the lower triangle of a matrix by its factor L, with L L^T the matrix.
   *
   * @param a holds the matrix from {@code at} on
   * @throws ArithmeticException if the matrix is not positive definite
   */
  public static void factor(double[] a, int at, int n) {
    for (int c = 0; c < n; c++) {
      int column = at + c * n;
      double pivot = a[column + c];
      for (int i = 0; i < c; i++) {
        pivot -= a[column + i] * a[column + i];
      }
      if (!(pivot > 0)) {
        throw new ArithmeticException("not positive definite: pivot " + c + " is " + pivot);
      }
      double root = Math.sqrt(pivot);
      // One division a column: they would take most of the time.
      double reciprocal = 1 / root;
      a[column + c] = root;
      for (int r = c + 1; r < n; r++) {
        int row = at + r * n;
        double sum = a[row + c];
        for (int i = 0; i < c; i++) {
          sum -= a[row + i] * a[column + i];
        }
        a[row + c] = sum * reciprocal;
      }
    }
  }

  /** The logarithm of the determinant of the matrix with this factor. */
  public static double logDeterminant(double[] factor, int at, int n) {
    double sum = 0;
    for (int r = 0; r < n; r++) {
      sum += Math.log(factor[at + r * n + r]);
    }
    return 2 * sum;
  }

  /** Replaces b, from {@code to} on, by the solution x of L x = b. */
  public static void solveLower(double[] factor, int at, int n, double[] b, int to) {
    for (int r = 0; r < n; r++) {
      double sum = b[to + r];
      for (int i = 0; i < r; i++) {
        sum -= factor[at + r * n + i] * b[to + i];
      }
      b[to + r] = sum / factor[at + r * n + r];
    }
  }

  /** Replaces b, from {@code to} on, by the solution x of L^T x = b. */
  public static void solveTransposed(double[] factor, int at, int n, double[] b, int to) {
    for (int r = n - 1; r >= 0; r--) {
      double sum = b[to + r];
      for (int i = r + 1; i < n; i++) {
        sum -= factor[at + i * n + r] * b[to + i];
      }
      b[to + r] = sum / factor[at + r * n + r];
    }
  }

  /**
   * Writes the inverse of the matrix with this factor, both triangles, from {@code to} on: first
   * the transpose of L^-1 into the upper triangle, then their product over it, row by row, since
   * entry (r, c) reads rows r and c of it from column c >= r on.
   */
  public static void invert(double[] factor, int at, int n, double[] inverse, int to) {
    for (int c = 0; c < n; c++) {
      int row = to + c * n;
      inverse[row + c] = 1 / factor[at + c * n + c];
    }
    for (int c = 0; c < n; c++) {
      int row = to + c * n;
      for (int r = c + 1; r < n; r++) {
        double sum = 0;
        for (int i = c; i < r; i++) {
          sum -= factor[at + r * n + i] * inverse[row + i];
        }
        inverse[row + r] = sum * inverse[to + r * (n + 1)];
      }
    }
    for (int r = 0; r < n; r++) {
      int row = to + r * n;
      for (int c = r; c < n; c++) {
        double sum = 0;
        for (int i = c; i < n; i++) {
          sum += inverse[row + i] * inverse[to + c * n + i];
        }
        inverse[row + c] = sum;
      }
    }
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < r; c++) {
        inverse[to + r * n + c] = inverse[to + c * n + r];
      }
    }
  }
}
