package org.querent.strategies;

/**
 * Decides which ratings to ask for next.
 *
 * <p>One instance serves one run, from one thread; it may keep state between rounds, but all its
 * randomness must come from {@link QueryRound#random()}, or the run cannot be repeated.
 */
@FunctionalInterface
public interface QueryStrategy {
  /**
   * Chooses the next queries.
   *
   * @param round everything the strategy may look at, valid during this call only
   * @return open candidates of {@link QueryRound#candidates()}, all different, as many as {@link
   *     QueryRound#batchSize()} says, in the order in which they are to be asked
   */
  int[] select(QueryRound round);
}
