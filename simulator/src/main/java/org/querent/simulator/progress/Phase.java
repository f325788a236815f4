package org.querent.simulator.progress;

/** What the time of a run goes into. */
public enum Phase {
  /** Fits, updates and folding-in of the model. */
  FIT,
  /** Scores of the strategy, if it tells them apart. */
  SCORE,
  /** The strategy's choice, with the scores where it does not tell them apart. */
  SELECT,
  /** Predictions of the holdout, and the fits that drift is measured by. */
  EVALUATE
}
