package org.querent.core.fit.adam;

import org.querent.core.features.Design;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Side;

/**
 * Passes the gradient in the moments of a row on to the row's features: with p = x mu and r = x^2 t
 * of a feature, s has the derivative P - p in p; Var(s) 2 (K - r (P - p)) in p and (P - p)^2 + R -
 * r in r; K has R - r in p and P - p in r. For features of independent parameters. Immutable.
 */
public final class RowGradient {
  private final Side side;
  private final int width;
  private final Shape shape;

  /** The gradients of the rows of a side. */
  public RowGradient(Side side) {
    this.side = side;
    width = side.rows.width;
    shape = side.features.shape;
  }

  /**
   * Adds what a row's gradient means for its features.
   *
   * @param ofMeans in E[s] and P, from {@code from} on
   * @param ofVariances in Var(s) and R, from {@code from} on; not read of point estimates
   * @param ofCovariances in K, from {@code from} on
   */
  public void passOn(
      int row,
      double[] ofMeans,
      double[] ofVariances,
      double[] ofCovariances,
      int from,
      Gradient gradient) {
    Design design = side.design;
    int at = row * width;
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      double x = design.value(entry);
      int to = design.feature(entry) * width;
      gradient.means[to] += x * ofMeans[from];
      if (shape != Shape.POINT) {
        gradient.variances[to] += x * x * ofVariances[from];
      }
      for (int a = 1; a < width; a++) {
        double rest = side.rows.means[at + a] - x * side.features.means[to + a];
        double mean = ofMeans[from + a] + ofMeans[from] * rest;
        if (shape != Shape.POINT) {
          double r = x * x * side.features.covariances[to + a];
          double spread = side.rows.covariances[(at + a) * width + a] - r;
          double covariance = side.rows.covariances[at * width + a];
          double ofSlope = ofVariances[from];
          double ofCovariance = ofCovariances[from + a];
          mean += 2 * ofSlope * (covariance - r * rest) + ofCovariance * spread;
          gradient.variances[to + a] +=
              x
                  * x
                  * (ofVariances[from + a]
                      + ofSlope * (rest * rest + spread)
                      + ofCovariance * rest);
        }
        gradient.means[to + a] += x * mean;
      }
    }
  }
}
