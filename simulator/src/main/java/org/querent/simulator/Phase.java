package org.querent.simulator;

/** What the time of a run goes into. */
public enum Phase {
  /** Fits, updates and folding-in of the model. */
  FIT,
  /** The strategy: scores, and the choice from them. */
  SELECT,
  /** Predictions of the holdout, and the fits that drift is measured by. */
  EVALUATE
}
