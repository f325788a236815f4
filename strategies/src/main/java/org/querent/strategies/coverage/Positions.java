package org.querent.strategies.coverage;

import org.querent.core.posterior.GaussianRows;

/**
 * Where consecutive rows of one side are: slope and factors by their means, each in units of its
 * standard deviation over all rows under the posterior, since the model fixes the scale of a factor
 * on neither side, only the product of both. A parameter without any spread keeps no row apart.
 */
final class Positions {
  private final GaussianRows rows;
  private final int first;
  private final int end;
  private final double[] spreads;
  private final double[] coordinates;

  /** Where the row is that distances are measured from. */
  private final double[] centre;

  /**
   * The positions of some rows. Cost: O((most + rows) * k).
   *
   * @param first the first of them
   * @param end one past the last
   * @param most of how many rows, in even steps, standard deviations are taken where all are more
   */
  Positions(GaussianRows rows, int factors, int first, int end, int most) {
    this.rows = rows;
    this.first = first;
    this.end = end;
    int width = factors + 1;
    spreads = new double[width];
    int step = Math.max(1, (rows.size() + most - 1) / most);
    for (int a = 0; a < width; a++) {
      spreads[a] = Math.sqrt(variance(a, step));
    }
    centre = new double[width];
    coordinates = new double[Math.multiplyExact(end - first, width)];
    for (int row = first; row < end; row++) {
      put(row, coordinates, (row - first) * width);
    }
  }

  private void put(int row, double[] position, int at) {
    for (int a = 0; a < spreads.length; a++) {
      position[at + a] = spreads[a] > 0 ? mean(row, a) / spreads[a] : 0;
    }
  }

  /** The variance of a parameter of a row drawn uniformly: within rows and between them. */
  private double variance(int a, int step) {
    int count = (rows.size() + step - 1) / step;
    double mean = 0;
    for (int row = 0; row < rows.size(); row += step) {
      mean += mean(row, a) / count;
    }
    double sum = 0;
    for (int row = 0; row < rows.size(); row += step) {
      double distance = mean(row, a) - mean;
      sum += rows.covariance(row, a, a) + distance * distance;
    }
    return sum / count;
  }

  private double mean(int row, int a) {
    return a == 0 ? rows.slopeMean(row) : rows.factorMean(row, a - 1);
  }

  /**
   * The squared distances of any row to these. Cost: O(rows * k), of these rows.
   *
   * @param distances receives the distance to the row at n at n
   */
  void distances(int row, double[] distances) {
    put(row, centre, 0);
    int width = spreads.length;
    for (int n = 0; n < end - first; n++) {
      double sum = 0;
      for (int a = 0; a < width; a++) {
        double distance = centre[a] - coordinates[n * width + a];
        sum += distance * distance;
      }
      distances[n] = sum;
    }
  }
}
