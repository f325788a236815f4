package org.querent.strategies.variance;

import org.querent.core.model.Posterior;
import org.querent.strategies.Candidates;

/**
 * A copy of a posterior's variances that falls as pairs are taken as answered, to first order: the
 * answer to (u, i) is a linear-Gaussian observation, with noise sigma^2, of the parameters of row u
 * with sensitivities z_i = (1, mu_i), and of those of row i with z_u. So
 *
 * <pre>
 *   S_u falls by (S_u z_i)(S_u z_i)^T / (v + sigma^2)
 * </pre>
 *
 * and S_i likewise, where S is the covariance of a row and v the epistemic variance of the pair.
 * Not thread-safe.
 */
sealed interface RemainingVariances permits DiagonalVariances, FullVariances {
  static RemainingVariances of(Posterior posterior) {
    return switch (posterior.covariance()) {
      case DIAGONAL -> new DiagonalVariances(posterior);
      case FULL -> new FullVariances(posterior);
    };
  }

  /** The epistemic variance of a pair, in stars^2. */
  double epistemic(int user, int item);

  /** Takes a pair as answered. */
  void assumeAnswered(int user, int item);

  /**
   * Adds the pairs whose summed variance is to fall. Per row it sums H = E[z z^T] over the targets
   * that share the row, as the variances stand now.
   */
  void addTargets(Candidates targets);

  /**
   * How much the answer to a pair lowers the summed variance of the targets, in stars^2: the trace
   * of H times what S falls by, over both rows.
   */
  double gain(int user, int item);
}
