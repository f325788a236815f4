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
  private final MeanField q;
  private final int columns;
  private final int terms;

  /** The parameters a and b &lt;= a of every term; 0 is the slope. */
  private final int[] first;

  private final int[] second;
  private final double[] slopeMeans;
  private final double[] means;
  private final double[] seconds;
  private final double[] covariances;

  BlockPredictor(MeanField q, int[] items) {
    this.q = q;
    this.columns = items.length;
    int width = q.factors + 1;
    terms = q.isFull() ? width * (width + 1) / 2 : width;
    first = new int[terms];
    second = new int[terms];
    for (int a = 0, term = 0; a < width; a++) {
      for (int b = q.isFull() ? 0 : a; b <= a; b++, term++) {
        first[term] = a;
        second[term] = b;
      }
    }
    slopeMeans = new double[columns];
    means = new double[Math.multiplyExact(columns, q.factors)];
    seconds = new double[Math.multiplyExact(columns, terms)];
    covariances = new double[seconds.length];
    for (int c = 0; c < columns; c++) {
      lay(c, q.space.start(1) + items[c]);
    }
  }

  private void lay(int column, int feature) {
    slopeMeans[column] = q.slopeMean[feature];
    for (int f = 0; f < q.factors; f++) {
      means[f * columns + column] = q.factorMean[feature * q.factors + f];
    }
    for (int term = 0; term < terms; term++) {
      int a = first[term];
      int b = second[term];
      double covariance = q.covariance(feature, a, b);
      covariances[term * columns + column] = covariance;
      seconds[term * columns + column] =
          q.sensitivity(feature, a) * q.sensitivity(feature, b) + (b > 0 ? covariance : 0);
    }
  }

  void predict(int[] users, double[] outMeans, double[] outVariances) {
    for (int r = 0; r < users.length; r++) {
      predictMeans(users[r], r * columns, outMeans);
      predictVariances(users[r], r * columns, outVariances);
    }
  }

  private void predictMeans(int user, int to, double[] out) {
    double mean = q.biasMean + q.slopeMean[user];
    for (int c = 0; c < columns; c++) {
      out[to + c] = mean + slopeMeans[c];
    }
    for (int f = 0; f < q.factors; f++) {
      addProduct(q.factorMean[user * q.factors + f], means, f * columns, out, to);
    }
  }

  private void predictVariances(int user, int to, double[] out) {
    for (int c = 0; c < columns; c++) {
      out[to + c] = q.biasVariance;
    }
    for (int term = 0; term < terms; term++) {
      int a = first[term];
      int b = second[term];
      // (a, b) stands for (b, a) as well.
      double times = a == b ? 1 : 2;
      double product = q.sensitivity(user, a) * q.sensitivity(user, b);
      addProduct(times * q.covariance(user, a, b), seconds, term * columns, out, to);
      addProduct(times * product, covariances, term * columns, out, to);
    }
  }

  private void addProduct(double weight, double[] values, int from, double[] out, int to) {
    for (int c = 0; c < columns; c++) {
      out[to + c] += weight * values[from + c];
    }
  }
}
