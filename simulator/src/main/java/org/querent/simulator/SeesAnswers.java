package org.querent.simulator;

import org.querent.core.data.Ratings;

/**
 * A strategy that cheats. Only this package can let one: all others see a {@link CandidatePool}.
 */
interface SeesAnswers {
  /**
   * Shows what no strategy should know, before the first round of a pool.
   *
   * @param answers the answer to each candidate, in stars; NaN where there is none
   * @param test the holdout that the error is measured on
   */
  void reveal(float[] answers, Ratings test);
}
