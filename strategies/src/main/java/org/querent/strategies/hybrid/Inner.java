package org.querent.strategies.hybrid;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.querent.core.model.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;

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
   * @throws StrategyException if it fails, or returns what it must not
   */
  int[] select(QueryRound round, RandomGenerator random, int count) {
    RowChanges changes = upToDate ? round.changes() : RowChanges.EVERYTHING;
    upToDate = true;
    QueryRound view =
        new QueryRound(
            round.posterior(),
            changes,
            round.candidates(),
            round.history(),
            random,
            count,
            round.watch());
    round.watch().begin();
    try {
      int[] chosen = strategy.select(view);
      require(chosen, count, round.candidates());
      return chosen;
    } catch (StrategyException e) {
      throw e; // names a strategy further within
    } catch (Throwable e) { // whatever the code of others throws
      throw StrategyException.thrown(strategy.getClass(), "failed within another", e);
    }
  }

  /** What the strategy around it relies on, and the one who plays the run cannot see. */
  private static void require(int[] chosen, int count, Candidates candidates) {
    if (chosen == null || chosen.length != count) {
      String what = chosen == null ? "null" : chosen.length + " queries";
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "it returned %s where %d queries were asked for", what, count));
    }
    IntOpenHashSet seen = new IntOpenHashSet(count);
    for (int candidate : chosen) {
      if (candidate < 0 || candidate >= candidates.capacity()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "it returned candidate %d of a pool of %d",
                candidate,
                candidates.capacity()));
      }
      if (!candidates.isOpen(candidate)) {
        throw new IllegalStateException(
            "it returned candidate " + candidate + ", which was asked before");
      }
      if (!seen.add(candidate)) {
        throw new IllegalStateException("it returned candidate " + candidate + " twice");
      }
    }
  }
}
