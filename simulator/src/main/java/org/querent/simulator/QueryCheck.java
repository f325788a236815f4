package org.querent.simulator;

import java.util.Arrays;
import java.util.Locale;
import org.querent.strategies.Candidates;
import org.querent.strategies.StrategyException;

/** Refuses what a strategy must not return. */
final class QueryCheck {
  private QueryCheck() {}

  /**
   * Checks a strategy's choice.
   *
   * @throws StrategyException if it is not exactly {@code batch} different open candidates
   */
  static void require(int[] chosen, int batch, Candidates candidates, int asked) {
    if (chosen == null) {
      throw refusal(asked, "null");
    }
    if (chosen.length != batch) {
      throw refusal(
          asked,
          String.format(Locale.ROOT, "%d queries where %d were asked for", chosen.length, batch));
    }
    for (int candidate : chosen) {
      if (candidate < 0 || candidate >= candidates.capacity()) {
        throw refusal(
            asked,
            String.format(
                Locale.ROOT, "candidate %d of a pool of %d", candidate, candidates.capacity()));
      }
      if (!candidates.isOpen(candidate)) {
        throw refusal(
            asked, String.format(Locale.ROOT, "candidate %d, which was asked before", candidate));
      }
    }
    int[] sorted = chosen.clone();
    Arrays.sort(sorted);
    for (int n = 1; n < batch; n++) {
      if (sorted[n] == sorted[n - 1]) {
        throw refusal(asked, String.format(Locale.ROOT, "candidate %d twice", sorted[n]));
      }
    }
  }

  private static StrategyException refusal(int asked, String what) {
    return new StrategyException(
        String.format(
            Locale.ROOT, "the query strategy returned %s, after %d queries", what, asked));
  }
}
