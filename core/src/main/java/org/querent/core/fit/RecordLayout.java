package org.querent.core.fit;

import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Side;

/**
 * Where in a record of a row the expectations are that a least-squares regression on this row
 * needs. With b the factors of the row and s its slope: Var(s), E[b], the lower triangle of E[b
 * b^T], and Cov(b, s) where the moments correlate.
 */
public final class RecordLayout {
  final int factors;

  /** Where E[b b^T] and Cov(b, s) begin, and how long a record is. */
  final int products;

  final int covariances;
  final int stride;
  final boolean correlated;

  /** The layout of the records of a side. */
  public RecordLayout(Side side) {
    factors = side.rows.width - 1;
    correlated = side.rows.shape == Shape.FULL;
    products = 1 + factors;
    covariances = products + factors * (factors + 1) / 2;
    stride = covariances + (correlated ? factors : 0);
  }
}
