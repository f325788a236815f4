package org.querent.core.posterior;

/**
 * The parameters of one side of a factorization machine, all users or all items: for each row a
 * slope and a vector of k factors, summed up from the row's features where it has several. Within a
 * row the parameters are independent, or have a full covariance; different rows are independent
 * unless they share a feature, which is not to be seen here.
 *
 * <p>Slopes are in the unit of the ratings, factors in its square root.
 *
 * <p>A live, read-only view with the life of its {@link Posterior}.
 */
public final class GaussianRows {
  private final Side side;
  private final double slopeUnit;
  private final double factorUnit;

  GaussianRows(Side side, RatingUnit unit) {
    this.side = side;
    slopeUnit = unit.ofParameter(0);
    factorUnit = unit.ofParameter(1);
  }

  /** The number of rows. */
  public int size() {
    return side.size();
  }

  /** The mean of a row's slope. */
  public double slopeMean(int row) {
    return slopeUnit * side.rows.means[(side.first + row) * side.rows.width];
  }

  /** The variance of a row's slope. */
  public double slopeVariance(int row) {
    return covariance(row, 0, 0);
  }

  /** The mean of one factor of a row. */
  public double factorMean(int row, int factor) {
    return factorUnit * side.rows.means[(side.first + row) * side.rows.width + factor + 1];
  }

  /** The variance of one factor of a row. */
  public double factorVariance(int row, int factor) {
    return covariance(row, factor + 1, factor + 1);
  }

  /**
   * The covariance of two parameters of a row.
   *
   * @param a 0 for the slope, f + 1 for factor f
   * @param b 0 for the slope, f + 1 for factor f
   */
  public double covariance(int row, int a, int b) {
    return unit(a) * unit(b) * side.rows.covariance(side.first + row, a, b);
  }

  private double unit(int a) {
    return a == 0 ? slopeUnit : factorUnit;
  }
}
