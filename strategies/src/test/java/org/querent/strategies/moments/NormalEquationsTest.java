package org.querent.strategies.moments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalEquationsTest {
  /** A random vector of entries about 1. */
  private static double[] vector(int width, RandomGenerator random) {
    return random.doubles(width, -1, 1).toArray();
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int n = 0; n < one.length; n++) {
      sum += one[n] * other[n];
    }
    return sum;
  }

  /** M = B B' + I / 10, so that M x is known without it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void what_was_multiplied_is_found_again(int width) {
    RandomGenerator random = new SplittableRandom(width);
    double[][] rows = new double[width][];
    for (int n = 0; n < width; n++) {
      rows[n] = vector(width, random);
    }
    double[] solution = vector(width, random);
    NormalEquations equations = new NormalEquations(width);
    for (int once = 0; once < 2; once++) {
      equations.begin(0.1);
      double square = 0;
      for (int r = 0; r < width; r++) {
        equations.vector()[r] = 0.1 * solution[r];
        for (int c = 0; c < width; c++) {
          double entry = product(rows[r], rows[c]);
          equations.vector()[r] += entry * solution[c];
          equations.matrix()[r * width + c] += c <= r ? entry : 0;
        }
        square += equations.vector()[r] * solution[r];
      }
      if (once == 0) {
        assertEquals(square, equations.reduce(), 1e-12);
      }
    }
    equations.solve();
    for (int n = 0; n < width; n++) {
      assertEquals(solution[n], equations.vector()[n], 1e-10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void a_matrix_times_its_inverse_is_the_identity(int width) {
    RandomGenerator random = new SplittableRandom(width);
    NormalEquations equations = new NormalEquations(width);
    equations.begin(0.1);
    double[][] rows = new double[width][];
    double[][] matrix = new double[width][width];
    for (int r = 0; r < width; r++) {
      rows[r] = vector(width, random);
      equations.vector()[r] = 3;
      for (int c = 0; c <= r; c++) {
        matrix[r][c] = product(rows[r], rows[c]) + (r == c ? 0.1 : 0);
        matrix[c][r] = matrix[r][c];
        equations.matrix()[r * width + c] = matrix[r][c];
      }
    }
    double[] inverse = new double[width * width];
    equations.invert(inverse);
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        double[] column = new double[width];
        for (int n = 0; n < width; n++) {
          column[n] = inverse[n * width + c];
        }
        assertEquals(r == c ? 1 : 0, product(matrix[r], column), 1e-9);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void a_matrix_that_is_not_positive_definite_is_refused(double diagonal) {
    NormalEquations equations = new NormalEquations(2);
    equations.begin(diagonal);
    assertThrows(ArithmeticException.class, equations::reduce);
  }
}
