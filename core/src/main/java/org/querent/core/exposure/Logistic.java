package org.querent.core.exposure;

/** The logistic function under a Gaussian, in closed form. Stateless. */
final class Logistic {
  private Logistic() {}

  /** 1 / (1 + exp(-logit)). */
  static double sigma(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** Half the curvature of Jaakkola's bound that touches at xi: tanh(xi / 2) / (4 xi). */
  static double lambda(double xi) {
    if (xi < 1e-4) {
      return 0.125;
    }
    double e = Math.exp(-xi);
    return (1 - e) / (1 + e) / (4 * xi);
  }

  /**
   * By how much the variance of a logit flattens the curve: {@code E[sigma(N(m, v))]} is about
   * {@code sigma(flatten(v) m)}, within 0.02 (MacKay 1992).
   */
  static double flatten(double variance) {
    return 1 / Math.sqrt(1 + Math.PI / 8 * variance);
  }
}
