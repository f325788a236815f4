package org.querent.core.spec;

/** What a rating is taken to be, given what is predicted. */
public enum Likelihood {
  /** A number around the prediction, with Gaussian noise. */
  GAUSSIAN,
  /**
   * One of the steps of the scale: the one between whose thresholds falls what was felt, a number
   * around the prediction. How far apart steps are is learned.
   */
  ORDINAL,
  /** One of two, by the same rule: liked or not. */
  BINARY
}
