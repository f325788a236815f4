package org.querent.core.data.prepare;

import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;

/** Finds the rows that rate the same pair. */
public final class Pairs {
  private final Ratings ratings;
  private final int[] rowsByUser;

  /** Puts the rows in order; 12 bytes a rating while they are compared. */
  public Pairs(Ratings ratings) {
    this.ratings = ratings;
    rowsByUser = CountingSort.of(ratings.size(), ratings.userCount(), ratings::user).order();
  }

  /**
   * The first row that has the pair of each row, or the last. Items are marked with the row that a
   * user was seen to rate them in, so that it takes two passes.
   */
  public int[] others(boolean last) {
    int[] other = new int[rowsByUser.length];
    int[] marked = new int[ratings.itemCount()];
    int size = rowsByUser.length;
    for (int n = 0; n < size; n++) {
      int row = rowsByUser[last ? size - 1 - n : n];
      int item = ratings.item(row);
      int seen = marked[item] - 1;
      boolean again = seen >= 0 && ratings.user(seen) == ratings.user(row);
      other[row] = again ? seen : row;
      marked[item] = other[row] + 1;
    }
    return other;
  }
}
