package org.querent.strategies.selection;

/** How a batch is chosen from scores. */
public enum Selection {
  /** The best candidates, each scored as if it were the only one. */
  TOP,
  /** The best candidate, then the best once that one is taken as answered, and so on. */
  GREEDY,
  /** At random without replacement, with probabilities proportional to a power of the score. */
  STOCHASTIC
}
