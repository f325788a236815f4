package org.querent.core.fit;

import java.util.Arrays;

/** A set of rows in the order in which they came. Clearing costs what is in it. */
public final class RowSet {
  private final boolean[] member;
  private int[] rows = new int[16];
  private int size;

  /** An empty set of rows below a number. */
  public RowSet(int universe) {
    member = new boolean[universe];
  }

  /** Adds a row, unless it is in. */
  public void add(int row) {
    if (member[row]) {
      return;
    }
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    member[row] = true;
    rows[size++] = row;
  }

  /** Whether a row is in. */
  public boolean contains(int row) {
    return member[row];
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  /** The row that came {@code n}th. */
  public int get(int n) {
    return rows[n];
  }

  /** The rows in the order in which they came; a copy. */
  public int[] toArray() {
    return Arrays.copyOf(rows, size);
  }

  /** Forgets all rows. */
  public void clear() {
    for (int n = 0; n < size; n++) {
      member[rows[n]] = false;
    }
    size = 0;
  }
}
