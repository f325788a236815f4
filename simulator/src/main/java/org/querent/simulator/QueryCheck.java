package org.querent.simulator;

import java.util.Arrays;
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
      throw refusal(asked, "%d queries where %d were asked for".formatted(chosen.length, batch));
    }
    for (int candidate : chosen) {
      if (candidate < 0 || candidate >= candidates.capacity()) {
        throw refusal(
            asked, "candidate %d of a pool of %d".formatted(candidate, candidates.capacity()));
      }
      if (!candidates.isOpen(candidate)) {
        throw refusal(asked, "candidate %d, which was asked before".formatted(candidate));
      }
    }
    int[] sorted = chosen.clone();
    Arrays.sort(sorted);
    for (int n = 1; n < batch; n++) {
      if (sorted[n] == sorted[n - 1]) {
        throw refusal(asked, "candidate %d twice".formatted(sorted[n]));
      }
    }
  }

  private static StrategyException refusal(int asked, String what) {
    return new StrategyException(
        "the query strategy returned %s, after %d queries".formatted(what, asked));
  }
}
