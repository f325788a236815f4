package org.querent.core.model;

import org.querent.core.model.Gaussians.Shape;

/**
 * What the rows of one side look like to the ratings of the other: the expectations that a
 * least-squares regression on these rows needs, laid out row by row, so that the sum over ratings
 * is a sum of consecutive numbers.
 *
 * <p>A record holds, with b the factors of the row and s its slope: Var(s), E[b], the lower
 * triangle of E[b b^T], and Cov(b, s) where the moments correlate. E[s] is kept apart.
 */
final class RowRecords {
  final int factors;

  /** Where E[b b^T] and Cov(b, s) begin in a record, and how long it is. */
  final int products;

  final int covariances;
  final int stride;

  private final boolean correlated;
  private final Side side;
  private double[][] records = {};
  private double[] slopes = {};

  RowRecords(Side side) {
    this.side = side;
    factors = side.rows.width - 1;
    correlated = side.rows.shape == Shape.FULL;
    products = 1 + factors;
    covariances = products + factors * (factors + 1) / 2;
    stride = covariances + (correlated ? factors : 0);
  }

  /** Lays the present moments of all rows out. Cost: O(rows * k^2). */
  void lay(Workers workers) {
    int rows = side.size();
    if (slopes.length < rows) {
      slopes = new double[rows];
      // An array a row: the compiler vectorises loops whose arrays are all indexed alike.
      records = new double[rows][stride];
    }
    workers.run(
        rows,
        (chunk, from, to, worker) -> {
          for (int row = from; row < to; row++) {
            lay(row);
          }
        });
  }

  private void lay(int row) {
    Gaussians moments = side.rows;
    int width = factors + 1;
    int mean = (side.first + row) * width;
    int covariance = (side.first + row) * moments.block;
    double[] record = records[row];
    slopes[row] = moments.means[mean];
    record[0] = moments.shape == Shape.POINT ? 0 : moments.covariances[covariance];
    System.arraycopy(moments.means, mean + 1, record, 1, factors);
    int to = products;
    for (int a = 1; a <= factors; a++) {
      for (int b = 1; b <= a; b++) {
        record[to++] = moments.means[mean + a] * moments.means[mean + b];
      }
      switch (moments.shape) {
        case POINT -> {}
        case DIAGONAL -> record[to - 1] += moments.covariances[covariance + a];
        case FULL -> {
          for (int b = 1; b <= a; b++) {
            record[to - a + b - 1] += moments.covariances[covariance + a * width + b];
          }
        }
      }
    }
    if (correlated) {
      System.arraycopy(moments.covariances, covariance + 1, record, to, factors);
    }
  }

  /**
   * Sums the records that a row's ratings meet.
   *
   * @param others the rows rated with
   * @param ratings in stars
   * @param degree how many of both count
   * @param bias m0
   */
  void sum(int[] others, float[] ratings, int degree, double bias, RowSums into) {
    double[] sums = into.record;
    double[] right = into.right;
    into.clear();
    double plain = 0;
    double squares = 0;
    int n = 0;
    for (; n < degree - 3; n += 4) {
      double ya = ratings[n] - bias - slopes[others[n]];
      double yb = ratings[n + 1] - bias - slopes[others[n + 1]];
      double yc = ratings[n + 2] - bias - slopes[others[n + 2]];
      double yd = ratings[n + 3] - bias - slopes[others[n + 3]];
      plain += (ya + yb) + (yc + yd);
      squares += (ya * ya + yb * yb) + (yc * yc + yd * yd);
      double[] a = records[others[n]];
      double[] b = records[others[n + 1]];
      double[] c = records[others[n + 2]];
      double[] d = records[others[n + 3]];
      for (int s = 0; s < stride; s++) {
        sums[s] += (a[s] + b[s]) + (c[s] + d[s]);
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += (ya * a[f] + yb * b[f]) + (yc * c[f] + yd * d[f]);
      }
    }
    for (; n < degree; n++) {
      double y = ratings[n] - bias - slopes[others[n]];
      plain += y;
      squares += y * y;
      double[] a = records[others[n]];
      for (int s = 0; s < stride; s++) {
        sums[s] += a[s];
      }
      for (int f = 1; f <= factors; f++) {
        right[f] += y * a[f];
      }
    }
    right[0] = plain;
    if (correlated) {
      for (int f = 0; f < factors; f++) {
        right[f + 1] -= sums[covariances + f];
      }
    }
    into.squares = squares + sums[0];
    into.count = degree;
  }
}
