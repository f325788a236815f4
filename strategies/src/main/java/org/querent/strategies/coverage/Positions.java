package org.querent.strategies.coverage;

import org.querent.core.posterior.GaussianRows;

/**
 * Where the rows of one side are: slope and factors by their means, each in units of its standard
 * deviation over all rows under the posterior, since the model fixes the scale of a factor on
 * neither side, only the product of both. A parameter without any spread keeps no row apart.
 */
final class Positions {
  private final int size;
  private final int width;
  private final double[] coordinates;

  /** Cost: O(rows * k). */
  Positions(GaussianRows rows, int factors) {
    size = rows.size();
    width = factors + 1;
    coordinates = new double[Math.multiplyExact(size, width)];
    for (int a = 0; a < width; a++) {
      double spread = Math.sqrt(variance(rows, a));
      for (int row = 0; row < size; row++) {
        coordinates[row * width + a] = spread > 0 ? mean(rows, row, a) / spread : 0;
      }
    }
  }

  /** The variance of a parameter of a row drawn uniformly: within rows and between them. */
  private static double variance(GaussianRows rows, int a) {
    double centre = 0;
    for (int row = 0; row < rows.size(); row++) {
      centre += mean(rows, row, a) / rows.size();
    }
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      double distance = mean(rows, row, a) - centre;
      sum += rows.covariance(row, a, a) + distance * distance;
    }
    return sum / rows.size();
  }

  private static double mean(GaussianRows rows, int row, int a) {
    return a == 0 ? rows.slopeMean(row) : rows.factorMean(row, a - 1);
  }

  /**
   * The squared distances of a row to all. Cost: O(rows * k).
   *
   * @param distances receives the distance to row n at n
   */
  void distances(int row, double[] distances) {
    for (int other = 0; other < size; other++) {
      double sum = 0;
      for (int a = 0; a < width; a++) {
        double distance = coordinates[row * width + a] - coordinates[other * width + a];
        sum += distance * distance;
      }
      distances[other] = sum;
    }
  }
}
