package org.querent.strategies.variance;

import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.QueryRound;

/**
 * The variances of the posterior that a strategy is shown round after round, of standardised
 * ratings.
 */
final class RoundVariances {
  /** Null before the first round. */
  private @Nullable RemainingVariances variances;

  /** The variances of a round, before any answer is taken for granted. */
  RemainingVariances of(QueryRound round) {
    Posterior posterior = round.posterior().standardised();
    if (variances == null || !variances.fits(posterior, round.candidates())) {
      variances = new RemainingVariances(posterior, round.candidates());
    } else {
      variances.refresh(posterior, round.changes());
    }
    return variances;
  }
}
