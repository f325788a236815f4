package org.querent.core.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * Who has rated what, in compressed rows of items by users. Immutable; 4 bytes a pair and 4 a user.
 */
public final class Incidence implements Serializable {
  private static final long serialVersionUID = 1;

  private final int itemCount;
  private final int[] starts;
  private final int[] items;

  private Incidence(int itemCount, int[] starts, int[] items) {
    this.itemCount = itemCount;
    this.starts = starts;
    this.items = items;
  }

  /** The pairs of some ratings; users without a rating are unknown. O(ratings log ratings). */
  public static Incidence of(Ratings known) {
    int[] users = new int[known.size()];
    int[] items = new int[known.size()];
    for (int row = 0; row < known.size(); row++) {
      users[row] = known.user(row);
      items[row] = known.item(row);
    }
    return of(known.userCount(), known.itemCount(), users, items);
  }

  /**
   * Pairs in any order; copied. A pair that repeats counts once.
   *
   * @param users below {@code userCount}, one a pair
   * @param items below {@code itemCount}, one a pair
   * @throws IllegalArgumentException if the columns differ in length
   * @throws IndexOutOfBoundsException if a user or an item is none
   */
  public static Incidence of(int userCount, int itemCount, int[] users, int[] items) {
    if (users.length != items.length) {
      throw new IllegalArgumentException(users.length + " users, " + items.length + " items");
    }
    int[] ends = new int[userCount + 1];
    for (int user : users) {
      ends[user + 1]++;
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    int[] sorted = new int[items.length];
    int[] next = ends.clone();
    for (int pair = 0; pair < items.length; pair++) {
      Objects.checkIndex(items[pair], itemCount);
      sorted[next[users[pair]]++] = items[pair];
    }
    return distinct(itemCount, ends, sorted);
  }

  /** Sorts every row and leaves out what repeats, in place. */
  private static Incidence distinct(int itemCount, int[] starts, int[] items) {
    int size = 0;
    for (int user = 0; user + 1 < starts.length; user++) {
      int from = starts[user];
      int to = starts[user + 1];
      Arrays.sort(items, from, to);
      starts[user] = size;
      for (int at = from; at < to; at++) {
        if (at == from || items[at] != items[at - 1]) {
          items[size++] = items[at];
        }
      }
    }
    starts[starts.length - 1] = size;
    return new Incidence(itemCount, starts, Arrays.copyOf(items, size));
  }

  /**
   * These pairs by other indices, without those of users or items that have none there. Cost:
   * O(pairs log pairs).
   *
   * @param userCount how many users there are by the other indices
   * @param users the other index of each user, or -1
   * @param itemCount how many items
   * @param otherItems the other index of each item, or -1
   */
  Incidence over(int userCount, int[] users, int itemCount, int[] otherItems) {
    int[] ofUsers = new int[size()];
    int[] ofItems = new int[size()];
    int size = 0;
    for (int user = 0; user < userCount(); user++) {
      for (int n = 0; n < count(user); n++) {
        int item = otherItems[item(user, n)];
        if (users[user] >= 0 && item >= 0) {
          ofUsers[size] = users[user];
          ofItems[size++] = item;
        }
      }
    }
    return of(userCount, itemCount, Arrays.copyOf(ofUsers, size), Arrays.copyOf(ofItems, size));
  }

  /**
   * These pairs among more users, who have none.
   *
   * @param userCount at least as many as there are
   */
  public Incidence withUsers(int userCount) {
    int[] all = Arrays.copyOf(starts, userCount + 1);
    Arrays.fill(all, starts.length, all.length, size());
    return new Incidence(itemCount, all, items);
  }

  /** The number of users, also of those without a pair. */
  public int userCount() {
    return starts.length - 1;
  }

  /** The number of items. */
  public int itemCount() {
    return itemCount;
  }

  /** The number of pairs. */
  public int size() {
    return items.length;
  }

  /** The number of items that a user has rated. */
  public int count(int user) {
    return starts[user + 1] - starts[user];
  }

  /** One of the items of a user, by rising index. */
  public int item(int user, int n) {
    return items[starts[user] + n];
  }

  /** Whether a user has rated an item. O(log of the user's items). */
  public boolean contains(int user, int item) {
    return Arrays.binarySearch(items, starts[user], starts[user + 1], item) >= 0;
  }

  /** Which users have rated anything; the caller's. */
  public boolean[] active() {
    boolean[] active = new boolean[userCount()];
    for (int user = 0; user < active.length; user++) {
      active[user] = count(user) > 0;
    }
    return active;
  }

  /** How many users have rated anything. */
  public int activeCount() {
    int users = 0;
    for (int user = 0; user < userCount(); user++) {
      users += count(user) > 0 ? 1 : 0;
    }
    return users;
  }

  /** How many users have rated each item; the caller's. O(pairs). */
  public int[] popularity() {
    int[] counts = new int[itemCount];
    for (int item : items) {
      counts[item]++;
    }
    return counts;
  }
}
