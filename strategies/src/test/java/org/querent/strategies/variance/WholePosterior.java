package org.querent.strategies.variance;

import org.querent.core.posterior.Posterior;
import org.querent.strategies.Pairs;

/** Reads a posterior as if everybody could be asked. */
final class WholePosterior {
  private WholePosterior() {}

  /** The variances of all rows, whether they have candidates or not. */
  static RemainingVariances variances(Posterior posterior) {
    int[] users = {0, posterior.users().size() - 1};
    int[] items = {0, posterior.items().size() - 1};
    return new RemainingVariances(posterior, new Pairs(users, items));
  }
}
