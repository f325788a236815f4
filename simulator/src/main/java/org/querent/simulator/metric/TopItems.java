package org.querent.simulator.metric;

import java.util.Arrays;

/**
 * Selects the best of many scores by insertion into a short list; of equal scores the one that
 * comes first. Not thread-safe.
 */
final class TopItems {
  private final int[] items;
  private final double[] scores;
  private int size;

  /** Selects up to so many. */
  TopItems(int most) {
    items = new int[most];
    scores = new double[most];
  }

  /** Forgets all. */
  void clear() {
    size = 0;
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
  }

  /** Adds an item; one that is struck out, of negative infinity, stays out. */
  void add(int item, double score) {
    int last = scores.length - 1;
    if (score > scores[last]) {
      int at = Math.min(size, last);
      for (; at > 0 && scores[at - 1] < score; at--) {
        scores[at] = scores[at - 1];
        items[at] = items[at - 1];
      }
      scores[at] = score;
      items[at] = item;
      size = Math.min(size + 1, scores.length);
    }
  }

  /** Adds all items, by their numbers. Cost: O(items), and O(most) for each that gets in. */
  void addAll(double[] all) {
    double least = scores[scores.length - 1];
    for (int item = 0; item < all.length; item++) {
      // Kept here: few get in, and the others shall cost a comparison.
      if (all[item] > least) {
        add(item, all[item]);
        least = scores[scores.length - 1];
      }
    }
  }

  /** The items selected, the best first; a copy. */
  int[] best() {
    return Arrays.copyOf(items, size);
  }
}
