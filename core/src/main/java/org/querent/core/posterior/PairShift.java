package org.querent.core.posterior;

/**
 * What is known of pairs beside the parameters of their rows, and moves what is predicted of them.
 * It has to be thread-safe.
 */
@FunctionalInterface
public interface PairShift {
  /** What to add to the mean of a pair of rows, in the unit of standardised ratings. */
  double of(int user, int item);
}
