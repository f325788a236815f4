package org.querent.strategies.hybrid;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.random.RandomGenerator;
import org.querent.strategies.Candidates;

/** A batch that is being filled with different candidates, in the order of asking. */
final class Batch {
  private final int[] chosen;
  private final IntOpenHashSet taken;
  private int size;

  Batch(int capacity) {
    chosen = new int[capacity];
    taken = new IntOpenHashSet(capacity);
  }

  boolean isFull() {
    return size == chosen.length;
  }

  /** Adds a candidate, unless it is there already. */
  boolean add(int candidate) {
    if (!taken.add(candidate)) {
      return false;
    }
    chosen[size++] = candidate;
    return true;
  }

  /**
   * Adds an open candidate that is not there yet, all of them being as likely. It draws again while
   * it meets one that is, which takes n log(n) draws for a whole pool of n.
   */
  void addAny(Candidates candidates, RandomGenerator random) {
    while (!add(candidates.open(random.nextInt(candidates.size())))) {
      continue;
    }
  }

  /** The candidates of a full batch; not copied. */
  int[] chosen() {
    return chosen;
  }
}
