package org.querent.simulator.metric;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Users or items in ten groups, from those with the fewest ratings to those with the most, each
 * with about a tenth of all ratings: one belongs where the middle of its ratings falls.
 */
public final class RatingTenths {
  static final int TENTHS = 10;

  private RatingTenths() {}

  /**
   * The group of each, from 0. Cost: O(ratings + count log count).
   *
   * @param count the number of users or items
   * @param owner whose a rating is
   */
  public static int[] of(int count, int ratings, IntUnaryOperator owner) {
    int[] sizes = new int[count];
    for (int n = 0; n < ratings; n++) {
      sizes[owner.applyAsInt(n)]++;
    }
    int[] order = IntStream.range(0, count).toArray();
    IntArrays.stableSort(order, (a, b) -> Integer.compare(sizes[a], sizes[b]));
    int[] tenths = new int[count];
    long before = 0;
    for (int n : order) {
      long middle = 2 * before + sizes[n];
      tenths[n] = (int) Math.min(TENTHS - 1, TENTHS * middle / 2 / ratings);
      before += sizes[n];
    }
    return tenths;
  }
}
