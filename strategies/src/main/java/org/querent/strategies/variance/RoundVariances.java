package org.querent.strategies.variance;

import org.querent.strategies.QueryRound;

/** The variances of the posterior that a strategy is shown round after round. */
final class RoundVariances {
  /** Null before the first round. */
  private RemainingVariances variances;

  /** Those of a round, before any answer is taken for granted. */
  RemainingVariances of(QueryRound round) {
    if (variances == null || !variances.fits(round.posterior())) {
      variances = new RemainingVariances(round.posterior());
    } else {
      variances.refresh(round.posterior(), round.changes());
    }
    return variances;
  }
}
