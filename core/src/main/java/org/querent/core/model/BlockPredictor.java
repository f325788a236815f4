package org.querent.core.model;

/**
 * Means and variances of a block of user-item pairs: the items are laid out once, term by term, so
 * that the innermost loops run over consecutive items and become vector instructions.
 *
 * <p>With z = (1, mu) and S the covariance of a row, the variance of a pair is a sum over pairs (a,
 * b) of S_u[a,b] (z_i z_i^T + S_i without the slope)[a,b] + (z_u z_u^T)[a,b] S_i[a,b]: two products
 * of matrices, whose inner dimension is the number of terms (a, b), 1 + k where the covariance is
 * diagonal, (1 + k)(2 + k) / 2 where it is full.
 */
final class BlockPredictor {
  private final Machine machine;
  private final Gaussians left;
  private final Gaussians right;
  private final int factors;
  private final int columns;
  private final int terms;

  /** The parameters a and b &lt;= a of every term; 0 is the slope. */
  private final int[] first;

  private final int[] second;
  private final double[] slopeMeans;
  private final double[] means;
  private final double[] seconds;
  private final double[] covariances;

  BlockPredictor(Machine machine, int[] items) {
    this.machine = machine;
    left = machine.left.rows;
    right = machine.right.rows;
    factors = machine.width - 1;
    this.columns = items.length;
    int width = machine.width;
    boolean full = left.shape == Gaussians.Shape.FULL;
    terms = full ? width * (width + 1) / 2 : width;
    first = new int[terms];
    second = new int[terms];
    for (int a = 0, term = 0; a < width; a++) {
      for (int b = full ? 0 : a; b <= a; b++, term++) {
        first[term] = a;
        second[term] = b;
      }
    }
    slopeMeans = new double[columns];
    means = new double[Math.multiplyExact(columns, factors)];
    seconds = new double[Math.multiplyExact(columns, terms)];
    covariances = new double[seconds.length];
    for (int c = 0; c < columns; c++) {
      lay(c, machine.right.first + items[c]);
    }
  }

  private void lay(int column, int row) {
    slopeMeans[column] = right.means[row * (factors + 1)];
    for (int f = 0; f < factors; f++) {
      means[f * columns + column] = right.means[row * (factors + 1) + f + 1];
    }
    for (int term = 0; term < terms; term++) {
      int a = first[term];
      int b = second[term];
      double covariance = right.covariance(row, a, b);
      covariances[term * columns + column] = covariance;
      seconds[term * columns + column] =
          right.sensitivity(row, a) * right.sensitivity(row, b) + (b > 0 ? covariance : 0);
    }
  }

  void predict(int[] users, double[] outMeans, double[] outVariances) {
    for (int r = 0; r < users.length; r++) {
      predictMeans(machine.left.first + users[r], r * columns, outMeans);
      predictVariances(machine.left.first + users[r], r * columns, outVariances);
    }
  }

  private void predictMeans(int user, int to, double[] out) {
    double mean = machine.biasMean + left.means[user * (factors + 1)];
    for (int c = 0; c < columns; c++) {
      out[to + c] = mean + slopeMeans[c];
    }
    for (int f = 0; f < factors; f++) {
      addProduct(left.means[user * (factors + 1) + f + 1], means, f * columns, out, to);
    }
  }

  private void predictVariances(int user, int to, double[] out) {
    for (int c = 0; c < columns; c++) {
      out[to + c] = machine.biasVariance;
    }
    for (int term = 0; term < terms; term++) {
      int a = first[term];
      int b = second[term];
      // (a, b) stands for (b, a) as well.
      double times = a == b ? 1 : 2;
      double product = left.sensitivity(user, a) * left.sensitivity(user, b);
      addProduct(times * left.covariance(user, a, b), seconds, term * columns, out, to);
      addProduct(times * product, covariances, term * columns, out, to);
    }
  }

  private void addProduct(double weight, double[] values, int from, double[] out, int to) {
    for (int c = 0; c < columns; c++) {
      out[to + c] += weight * values[from + c];
    }
  }
}
