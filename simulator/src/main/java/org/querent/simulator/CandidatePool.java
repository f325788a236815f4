package org.querent.simulator;

import org.querent.core.data.Ratings;
import org.querent.strategies.Candidates;

/**
 * The pairs not yet asked for. It knows which row of the held-back ratings a pair is, and nothing
 * of the rating itself: this object is what a strategy holds.
 */
final class CandidatePool implements Candidates {
  private final int[] users;
  private final int[] items;
  private final int[] rows;
  private int size;

  CandidatePool(Ratings heldBack) {
    size = heldBack.size();
    users = new int[size];
    items = new int[size];
    rows = new int[size];
    for (int n = 0; n < size; n++) {
      users[n] = heldBack.user(n);
      items[n] = heldBack.item(n);
      rows[n] = n;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int user(int candidate) {
    return users[check(candidate)];
  }

  @Override
  public int item(int candidate) {
    return items[check(candidate)];
  }

  /** The row of the held-back ratings that a candidate stands for. */
  int row(int candidate) {
    return rows[check(candidate)];
  }

  /** Removes a candidate; the last one takes its position. Cost: O(1). */
  void remove(int candidate) {
    check(candidate);
    size--;
    users[candidate] = users[size];
    items[candidate] = items[size];
    rows[candidate] = rows[size];
  }

  private int check(int candidate) {
    if (candidate < 0 || candidate >= size) {
      throw new IndexOutOfBoundsException("candidate " + candidate + " of " + size);
    }
    return candidate;
  }
}
