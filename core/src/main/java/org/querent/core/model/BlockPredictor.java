package org.querent.core.model;

/**
 * Means and variances of a block of user-item pairs: the items are laid out once, factor by factor,
 * so that the innermost loops run over consecutive items and become vector instructions.
 */
final class BlockPredictor {
  private final MeanField q;
  private final int columns;
  private final double[] slopeMeans;
  private final double[] slopeVariances;
  private final double[] means;
  private final double[] squares;
  private final double[] variances;

  BlockPredictor(MeanField q, int[] items) {
    this.q = q;
    this.columns = items.length;
    slopeMeans = new double[columns];
    slopeVariances = new double[columns];
    means = new double[Math.multiplyExact(columns, q.factors)];
    squares = new double[means.length];
    variances = new double[means.length];
    for (int c = 0; c < columns; c++) {
      int feature = q.space.start(1) + items[c];
      slopeMeans[c] = q.slopeMean[feature];
      slopeVariances[c] = q.slopeVariance[feature];
      for (int f = 0; f < q.factors; f++) {
        double mean = q.factorMean[feature * q.factors + f];
        means[f * columns + c] = mean;
        squares[f * columns + c] = mean * mean;
        variances[f * columns + c] = q.factorVariance[feature * q.factors + f];
      }
    }
  }

  void predict(int[] users, double[] outMeans, double[] outVariances) {
    for (int r = 0; r < users.length; r++) {
      predictRow(users[r], r * columns, outMeans, outVariances);
    }
  }

  private void predictRow(int user, int to, double[] outMeans, double[] outVariances) {
    double mean = q.biasMean + q.slopeMean[user];
    double variance = q.biasVariance + q.slopeVariance[user];
    for (int c = 0; c < columns; c++) {
      outMeans[to + c] = mean + slopeMeans[c];
      outVariances[to + c] = variance + slopeVariances[c];
    }
    for (int f = 0; f < q.factors; f++) {
      double mu = q.factorMean[user * q.factors + f];
      double t = q.factorVariance[user * q.factors + f];
      int from = f * columns;
      addProduct(mu, means, from, outMeans, to);
      addProduct(mu * mu + t, variances, from, outVariances, to);
      addProduct(t, squares, from, outVariances, to);
    }
  }

  private void addProduct(double weight, double[] values, int from, double[] out, int to) {
    for (int c = 0; c < columns; c++) {
      out[to + c] += weight * values[from + c];
    }
  }
}
