package org.querent.strategies.hybrid;

import java.util.random.RandomGenerator;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryCheck;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;

/** A strategy within another. In every round it is either asked or passed over. */
final class Inner {
  private final QueryStrategy strategy;

  /** Whether it was asked in the round before, so that the changes since are those it missed. */
  private boolean upToDate;

  Inner(ConfiguredStrategy<?> configured) {
    strategy = configured.create();
  }

  /** Lets a round go by: the next time it must be told that everything has changed. */
  void passOver() {
    upToDate = false;
  }

  /**
   * What it asks for, the first first.
   *
   * @param round the round of the strategy around it
   * @param random a generator of its own
   * @param count how many candidates; between 1 and the number of open ones
   * @throws org.querent.strategies.StrategyException if it fails, or returns what it must not
   */
  int[] select(QueryRound round, RandomGenerator random, int count) {
    RowChanges changes = upToDate ? round.changes() : RowChanges.EVERYTHING;
    upToDate = true;
    return QueryCheck.select(strategy, round.within(changes, random, count));
  }
}
