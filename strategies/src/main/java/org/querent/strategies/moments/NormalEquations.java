package org.querent.strategies.moments;

import java.util.Arrays;

/**
 * Solves M x = v for a symmetric positive definite matrix of a few rows, by Cholesky's factor, in
 * place: one serves many such systems without allocating. Not thread-safe.
 */
public final class NormalEquations {
  private final int width;
  private final double[] matrix;
  private final double[] vector;

  /** Systems of so many rows, of zeros. */
  public NormalEquations(int width) {
    this.width = width;
    matrix = new double[width * width];
    vector = new double[width];
  }

  /** M, row by row, of which the lower triangle alone is read; a live array. */
  public double[] matrix() {
    return matrix;
  }

  /** v, and after {@link #solve} x; a live array. */
  public double[] vector() {
    return vector;
  }

  /** Begins with v of 0 and M of 0 but for its diagonal. */
  public void begin(double diagonal) {
    Arrays.fill(matrix, 0);
    Arrays.fill(vector, 0);
    for (int n = 0; n < width; n++) {
      matrix[n * width + n] = diagonal;
    }
  }

  /**
   * Half of the solution: replaces M by its factor L, with L L' = M, and v by L^-1 v.
   *
   * @return v' M^-1 v
   * @throws ArithmeticException if M is not positive definite
   */
  public double reduce() {
    double square = 0;
    for (int row = 0; row < width; row++) {
      double rest = vector[row];
      for (int column = 0; column <= row; column++) {
        double sum = matrix[row * width + column];
        for (int n = 0; n < column; n++) {
          sum -= matrix[row * width + n] * matrix[column * width + n];
        }
        if (column < row) {
          matrix[row * width + column] = sum / matrix[column * width + column];
          rest -= matrix[row * width + column] * vector[column];
        } else if (sum > 0) {
          matrix[row * width + row] = Math.sqrt(sum);
        } else {
          throw new ArithmeticException("not positive definite: pivot " + row + " is " + sum);
        }
      }
      vector[row] = rest / matrix[row * width + row];
      square += vector[row] * vector[row];
    }
    return square;
  }

  /**
   * The solution: replaces v by x, and M by its factor.
   *
   * @throws ArithmeticException if M is not positive definite
   */
  public void solve() {
    reduce();
    substitute();
  }

  /** Replaces v by L'^-1 v, where M has been replaced by L. */
  private void substitute() {
    for (int row = width - 1; row >= 0; row--) {
      double sum = vector[row];
      for (int n = row + 1; n < width; n++) {
        sum -= matrix[n * width + row] * vector[n];
      }
      vector[row] = sum / matrix[row * width + row];
    }
  }

  /**
   * Writes M^-1, row by row, and replaces M by its factor and v by something else.
   *
   * @throws ArithmeticException if M is not positive definite
   */
  public void invert(double[] inverse) {
    reduce();
    for (int column = 0; column < width; column++) {
      for (int row = 0; row < width; row++) {
        double rest = row == column ? 1 : 0;
        for (int n = column; n < row; n++) {
          rest -= matrix[row * width + n] * vector[n];
        }
        vector[row] = row < column ? 0 : rest / matrix[row * width + row];
      }
      substitute();
      System.arraycopy(vector, 0, inverse, column * width, width);
    }
  }
}
