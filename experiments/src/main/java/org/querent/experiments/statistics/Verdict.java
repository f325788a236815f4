package org.querent.experiments.statistics;

/** What can be said of one strategy against another. */
public enum Verdict {
  /** Significantly better. */
  BETTER,
  /** Significantly worse. */
  WORSE,
  /** They cannot be told apart, be it that they are alike or that there are too few seeds. */
  UNDECIDED
}
