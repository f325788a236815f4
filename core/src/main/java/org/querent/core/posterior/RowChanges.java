package org.querent.core.posterior;

/**
 * Which users and items a posterior says something else about than before: what a reader who keeps
 * numbers made from it has to make anew. Bias and noise, which are the same for all pairs, may
 * always have moved. Immutable if the arrays are left alone; they are not copied.
 */
public final class RowChanges {
  private static final int[] NOTHING = {};

  /** Every row may have moved. */
  public static final RowChanges EVERYTHING = new RowChanges(true, NOTHING, NOTHING);

  private final boolean everything;
  private final int[] users;
  private final int[] items;

  private RowChanges(boolean everything, int[] users, int[] items) {
    this.everything = everything;
    this.users = users;
    this.items = items;
  }

  /** These rows and no others; each once. */
  public static RowChanges of(int[] users, int[] items) {
    return new RowChanges(false, users, items);
  }

  /** Whether all rows may have moved, so that there is no list of them. */
  public boolean everything() {
    return everything;
  }

  /** The users who have moved, each once; empty if everything has. */
  public int[] users() {
    return users;
  }

  /** The items that have moved, each once; empty if everything has. */
  public int[] items() {
    return items;
  }
}
