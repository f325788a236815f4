package org.querent.core.fit;

import java.util.Arrays;

/**
 * Sums over the ratings of one row, with rho = y - m0 - s and z = (1, b) of the row at the other
 * end: all that the regression of this row needs to know of its ratings. Where the noise of rows
 * differs, every rating counts as its precision is larger than that of all. One instance a thread.
 */
public final class RowSums {
  /** The sum of the records met, laid out as {@link RecordLayout} says. */
  final double[] record;

  /** The sum of E[z rho]. */
  public final double[] right;

  /** The sum of E[rho^2]. */
  public double squares;

  /** The number of ratings. */
  public int count;

  /** The sum of their weights, each 1 where noise is common. */
  public double weight;

  /** The sum of E[z z^T], both triangles; made by {@link #unpack}. */
  public final double[] gram;

  private final RecordLayout layout;

  /** Room for the sums over one row. */
  public RowSums(RecordLayout layout) {
    this.layout = layout;
    int width = layout.factors + 1;
    record = new double[layout.stride];
    right = new double[width];
    gram = new double[width * width];
  }

  void clear() {
    Arrays.fill(record, 0);
    Arrays.fill(right, 0);
  }

  /** Makes the Gram matrix from the sums of the records. */
  void unpack() {
    int width = layout.factors + 1;
    gram[0] = weight;
    int from = layout.products;
    for (int a = 1; a < width; a++) {
      gram[a] = record[a];
      gram[a * width] = record[a];
      for (int b = 1; b <= a; b++) {
        double value = record[from++];
        gram[a * width + b] = value;
        gram[b * width + a] = value;
      }
    }
  }

  /** Multiplies the weight of all ratings. */
  void scale(double by) {
    weight *= by;
    squares *= by;
    for (int a = 0; a < right.length; a++) {
      right[a] *= by;
    }
    for (int n = 0; n < gram.length; n++) {
      gram[n] *= by;
    }
  }

  /**
   * The mean square by which the predictions of the row's ratings change with its parameters, to
   * the expectation of what they meet.
   *
   * @param change of slope and factors
   */
  public double meanSquare(double[] change) {
    int width = change.length;
    double sum = 0;
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        sum += change[a] * change[b] * gram[a * width + b];
      }
    }
    return sum / weight;
  }
}
