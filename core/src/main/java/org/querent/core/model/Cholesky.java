package org.querent.core.model;

/**
 * Factors and inverts small symmetric positive definite matrices in place, row-major: one a row of
 * the model, so nothing may be allocated. Only the lower triangles of factors are used. Stateless.
 */
final class Cholesky {
  private Cholesky() {}

  /**
   * Replaces the lower triangle of a matrix by its factor L, with L L^T the matrix.
   *
   * @param a holds the matrix from {@code at} on
   * @throws ArithmeticException if the matrix is not positive definite
   */
  static void factor(double[] a, int at, int n) {
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        double sum = a[at + r * n + c];
        for (int i = 0; i < c; i++) {
          sum -= a[at + r * n + i] * a[at + c * n + i];
        }
        if (c < r) {
          a[at + r * n + c] = sum / a[at + c * n + c];
        } else if (sum > 0) {
          a[at + r * n + r] = Math.sqrt(sum);
        } else {
          throw new ArithmeticException("not positive definite: pivot " + r + " is " + sum);
        }
      }
    }
  }

  /** The logarithm of the determinant of the matrix with this factor. */
  static double logDeterminant(double[] factor, int at, int n) {
    double sum = 0;
    for (int r = 0; r < n; r++) {
      sum += Math.log(factor[at + r * n + r]);
    }
    return 2 * sum;
  }

  /** Replaces b, from {@code to} on, by the solution x of L L^T x = b. */
  static void solve(double[] factor, int at, int n, double[] b, int to) {
    for (int r = 0; r < n; r++) {
      double sum = b[to + r];
      for (int i = 0; i < r; i++) {
        sum -= factor[at + r * n + i] * b[to + i];
      }
      b[to + r] = sum / factor[at + r * n + r];
    }
    solveTransposed(factor, at, n, b, to);
  }

  /** Replaces b, from {@code to} on, by the solution x of L^T x = b. */
  static void solveTransposed(double[] factor, int at, int n, double[] b, int to) {
    for (int r = n - 1; r >= 0; r--) {
      double sum = b[to + r];
      for (int i = r + 1; i < n; i++) {
        sum -= factor[at + i * n + r] * b[to + i];
      }
      b[to + r] = sum / factor[at + r * n + r];
    }
  }

  /** Writes the inverse of the matrix with this factor, both triangles, from {@code to} on. */
  static void invert(double[] factor, int at, int n, double[] inverse, int to) {
    for (int c = 0; c < n; c++) {
      // The inverse is symmetric: its column c is solved for in the place of its row c.
      int row = to + c * n;
      for (int r = 0; r < n; r++) {
        inverse[row + r] = r == c ? 1 : 0;
      }
      solve(factor, at, n, inverse, row);
    }
  }
}
