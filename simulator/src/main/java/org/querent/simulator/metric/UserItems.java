package org.querent.simulator.metric;

import java.util.function.IntUnaryOperator;

/** Items by user, in compressed rows: who has rated what. Immutable. */
final class UserItems {
  private final int[] starts;
  private final int[] items;

  private UserItems(int[] starts, int[] items) {
    this.starts = starts;
    this.items = items;
  }

  /**
   * Sorts pairs by their users; those of a user stay in their order. Cost: O(users + pairs).
   *
   * @param user of each pair
   * @param item of each pair
   */
  static UserItems of(int users, int pairs, IntUnaryOperator user, IntUnaryOperator item) {
    int[] starts = new int[users + 2];
    for (int n = 0; n < pairs; n++) {
      starts[user.applyAsInt(n) + 2]++;
    }
    for (int n = 1; n < starts.length; n++) {
      starts[n] += starts[n - 1];
    }
    int[] items = new int[pairs];
    for (int n = 0; n < pairs; n++) {
      items[starts[user.applyAsInt(n) + 1]++] = item.applyAsInt(n);
    }
    return new UserItems(starts, items);
  }

  /** The first place of a user; that of the next is one past the last. */
  int start(int user) {
    return starts[user];
  }

  /** The item at a place. */
  int item(int place) {
    return items[place];
  }

  /** Takes a user's items out of a list of scores by item. */
  void strike(int user, double[] scores) {
    for (int place = starts[user]; place < starts[user + 1]; place++) {
      scores[items[place]] = Double.NEGATIVE_INFINITY;
    }
  }
}
