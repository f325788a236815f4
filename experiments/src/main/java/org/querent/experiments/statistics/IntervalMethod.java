package org.querent.experiments.statistics;

/** How an interval is computed from the values of several seeds. */
public enum IntervalMethod {
  /** Student's t. */
  STUDENT,
  /** Percentiles of the means of samples drawn with replacement. */
  BOOTSTRAP
}
