package org.querent.core.fit;

import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Side;

/**
 * What the rows of one side look like to the ratings of the other: the expectations that a
 * least-squares regression on these rows needs, laid out row by row, so that the sum over ratings
 * is a sum of consecutive numbers.
 *
 * <p>A record is laid out as {@link RecordLayout} says. E[s] is kept apart.
 */
final class RowRecords {
  final RecordLayout layout;

  private final int factors;
  private final int stride;
  private final boolean correlated;
  private final Side side;
  private final Rows rows;
  private final double[][] records;
  private final double[] slopes;

  /**
   * Records of a side.
   *
   * @param rows the side's ratings: rows without any are met by none, and not laid out
   */
  RowRecords(Side side, Rows rows) {
    this.side = side;
    this.rows = rows;
    layout = new RecordLayout(side);
    factors = layout.factors;
    stride = layout.stride;
    correlated = layout.correlated;
    records = new double[side.size()][];
    slopes = new double[side.size()];
  }

  /** Lays the present moments of all rows out. Cost: O(rows * k^2). */
  void lay(Workers workers) {
    workers.run(
        side.size(),
        (chunk, from, to, worker) -> {
          for (int row = from; row < to; row++) {
            if (rows.degrees[row] > 0) {
              lay(row);
            }
          }
        });
  }

  /** Lays the present moments of one row out. */
  void lay(int row) {
    if (records[row] == null) {
      // An array a row: the compiler vectorises loops whose arrays are all indexed alike.
      records[row] = new double[stride];
    }
    Gaussians moments = side.rows;
    int width = factors + 1;
    int mean = (side.first + row) * width;
    int covariance = (side.first + row) * moments.block;
    double[] record = records[row];
    slopes[row] = moments.means[mean];
    record[0] = moments.shape == Shape.POINT ? 0 : moments.covariances[covariance];
    System.arraycopy(moments.means, mean + 1, record, 1, factors);
    int to = layout.products;
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
   * @param ratings standardised
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
        right[f + 1] -= sums[layout.covariances + f];
      }
    }
    into.squares = squares + sums[0];
    into.count = degree;
  }
}
