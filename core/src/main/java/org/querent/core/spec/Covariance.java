package org.querent.core.spec;

/** Which parameters of the posterior may depend on each other. */
public enum Covariance {
  /** None: every parameter has a variance of its own, the mean field of the literature. */
  DIAGONAL,
  /**
   * Those of one user or one item: slope and factors share a (k + 1) x (k + 1) block, in the
   * posterior as in the prior. Factors come to life with less evidence, and variances are larger
   * and truer, at k / 2 times the cost.
   */
  FULL
}
