package org.querent.strategies.learner;

import java.util.Arrays;
import java.util.Objects;

/** The pairs of one user: 8 bytes a pair, whatever the number of users and items. */
final class PairsOfUser implements PairIndex {
  private final int user;
  private final int[] items;
  private final int[] rows;
  private final int userCount;
  private final int itemCount;

  /** Pairs of a user with items in any order: row n is of {@code about[n]}. */
  PairsOfUser(int user, int[] about, int userCount, int itemCount) {
    this.user = user;
    this.userCount = userCount;
    this.itemCount = itemCount;
    items = new int[about.length];
    rows = new int[about.length];
    long[] sorted = new long[about.length];
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] = (long) about[row] << Integer.SIZE | row;
    }
    Arrays.sort(sorted);
    for (int n = 0; n < sorted.length; n++) {
      items[n] = (int) (sorted[n] >> Integer.SIZE);
      rows[n] = (int) sorted[n];
    }
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public int users() {
    return userCount;
  }

  @Override
  public int items() {
    return itemCount;
  }

  @Override
  public int user(int number) {
    Objects.checkIndex(number, items.length);
    return user;
  }

  @Override
  public int item(int number) {
    return items[number];
  }

  @Override
  public int firstOf(int other) {
    return Objects.checkIndex(other, userCount + 1) <= user ? 0 : items.length;
  }

  @Override
  public int countOf(int item) {
    Objects.checkIndex(item, itemCount);
    return below(item + 1) - below(item);
  }

  @Override
  public int ofItem(int item, int position) {
    return below(item) + Objects.checkIndex(position, countOf(item));
  }

  /** How many pairs are of items before one. */
  private int below(int item) {
    int low = 0;
    for (int high = items.length; low < high; ) {
      int middle = (low + high) >>> 1;
      if (items[middle] < item) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int row(int number) {
    return rows[number];
  }
}
