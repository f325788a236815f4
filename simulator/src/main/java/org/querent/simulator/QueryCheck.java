package org.querent.simulator;

import java.util.Arrays;

/** Refuses what a strategy must not return. */
final class QueryCheck {
  private QueryCheck() {}

  /**
   * Checks a strategy's choice and returns it sorted, the highest position first.
   *
   * @throws SimulationException if it is not exactly {@code batch} different candidates
   */
  static int[] positions(int[] chosen, int batch, int candidates, int asked) {
    if (chosen.length != batch) {
      throw refusal(asked, "%d queries where %d were asked for".formatted(chosen.length, batch));
    }
    int[] descending = chosen.clone();
    Arrays.sort(descending);
    for (int n = 0; n < batch / 2; n++) {
      int other = descending[n];
      descending[n] = descending[batch - 1 - n];
      descending[batch - 1 - n] = other;
    }
    if (descending[0] >= candidates || descending[batch - 1] < 0) {
      int wrong = descending[0] >= candidates ? descending[0] : descending[batch - 1];
      throw refusal(asked, "candidate %d of a pool of %d".formatted(wrong, candidates));
    }
    for (int n = 1; n < batch; n++) {
      if (descending[n] == descending[n - 1]) {
        throw refusal(asked, "candidate %d twice".formatted(descending[n]));
      }
    }
    return descending;
  }

  private static SimulationException refusal(int asked, String what) {
    return new SimulationException(
        "the query strategy returned %s, after %d queries".formatted(what, asked));
  }
}
