package org.querent.core.model;

/**
 * The parameters of one side of a factorization machine, all users or all items: for each row a
 * slope and a vector of k factors. Rows are independent of each other; within a row the parameters
 * are independent too, or have a full covariance.
 *
 * <p>A live, read-only view with the life of its {@link Posterior}.
 */
public final class GaussianRows {
  private final MeanField q;
  private final int start;
  private final int size;

  GaussianRows(MeanField q, int field) {
    this.q = q;
    this.start = q.space.start(field);
    this.size = q.space.size(field);
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  /** The mean of a row's slope, in stars. */
  public double slopeMean(int row) {
    return q.slopeMean[start + row];
  }

  /** The variance of a row's slope. */
  public double slopeVariance(int row) {
    return q.slopeVariance[start + row];
  }

  /** The mean of one factor of a row. */
  public double factorMean(int row, int factor) {
    return q.factorMean[(start + row) * q.factors + factor];
  }

  /** The variance of one factor of a row. */
  public double factorVariance(int row, int factor) {
    return q.factorVariance[(start + row) * q.factors + factor];
  }

  /**
   * The covariance of two parameters of a row.
   *
   * @param a 0 for the slope, f + 1 for factor f
   * @param b likewise
   */
  public double covariance(int row, int a, int b) {
    return q.covariance(start + row, a, b);
  }
}
