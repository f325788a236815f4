package org.querent.strategies.learner;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.querent.core.data.Ratings;

/**
 * Pairs of user and item, each once, in the order of their users, then items. Memory: 8 bytes a
 * pair, 4 a user. Immutable.
 */
public final class PairSet {
  private final int itemCount;

  /** Where the pairs of each user begin. */
  private final int[] starts;

  private final int[] items;
  private final int[] rows;

  private PairSet(ListedPairs pairs) {
    itemCount = pairs.items();
    starts = new int[pairs.users() + 1];
    int[] some = new int[pairs.size()];
    int[] of = new int[pairs.size()];
    int size = 0;
    for (int user = 0; user < pairs.users(); user++) {
      for (int n = pairs.firstOf(user); n < pairs.firstOf(user + 1); n++) {
        boolean again = size > starts[user] && some[size - 1] == pairs.item(n);
        size += again ? 0 : 1;
        some[size - 1] = pairs.item(n);
        of[size - 1] = pairs.row(n);
      }
      starts[user + 1] = size;
    }
    items = Arrays.copyOf(some, size);
    rows = Arrays.copyOf(of, size);
  }

  /** The pairs that were rated. Cost: O(ratings + users + items), without comparisons. */
  public static PairSet of(Ratings ratings) {
    return of(
        ratings.size(), ratings::user, ratings::item, ratings.userCount(), ratings.itemCount());
  }

  /** The pairs that were rated in either of two lists, whose users and items are the same. */
  public static PairSet of(Ratings some, Ratings others) {
    int size = some.size();
    return of(
        Math.addExact(size, others.size()),
        row -> row < size ? some.user(row) : others.user(row - size),
        row -> row < size ? some.item(row) : others.item(row - size),
        some.userCount(),
        some.itemCount());
  }

  private static PairSet of(
      int size, IntUnaryOperator userOf, IntUnaryOperator itemOf, int userCount, int itemCount) {
    return new PairSet(new ListedPairs(size, userOf, itemOf, userCount, itemCount));
  }

  /** The same pairs with users in the place of items, and items in that of users. */
  public PairSet transposed() {
    int[] users = new int[items.length];
    for (int user = 0; user < users(); user++) {
      Arrays.fill(users, starts[user], starts[user + 1], user);
    }
    PairSet turned = of(items.length, n -> items[n], n -> users[n], itemCount, users());
    Arrays.setAll(turned.rows, n -> rows[turned.rows[n]]);
    return turned;
  }

  /** The number of users, with and without pairs. */
  public int users() {
    return starts.length - 1;
  }

  /** The number of items, with and without pairs. */
  public int items() {
    return itemCount;
  }

  /** How many pairs there are. */
  public int size() {
    return items.length;
  }

  /** How many pairs a user has. */
  public int count(int user) {
    return starts[user + 1] - starts[user];
  }

  /** The rating that a pair is from, the last if there are several. O(log(pairs of the user)). */
  public OptionalInt row(int user, int item) {
    int at = starts[user] + below(user, item);
    return at < starts[user + 1] && items[at] == item
        ? OptionalInt.of(rows[at])
        : OptionalInt.empty();
  }

  /** How many pairs a user has with items before one. O(log(pairs of the user)). */
  int below(int user, int item) {
    int low = starts[user];
    for (int high = starts[user + 1]; low < high; ) {
      int middle = (low + high) >>> 1;
      if (items[middle] < item) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - starts[user];
  }

  /**
   * The item with which a user has no pair, and with {@code position} items before it neither.
   * O(log(pairs of the user)).
   */
  int missing(int user, int position) {
    Objects.checkIndex(position, itemCount - count(user));
    // The item at n has n of the user's before it, and so all but n of those before it are missing.
    int low = starts[user];
    for (int high = starts[user + 1]; low < high; ) {
      int middle = (low + high) >>> 1;
      if (items[middle] - (middle - starts[user]) <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return position + low - starts[user];
  }

  /** The items with which a user has no pair, ascending. O(items). */
  public int[] missing(int user) {
    int[] missing = new int[itemCount - count(user)];
    int at = starts[user];
    for (int item = 0, n = 0; item < itemCount; item++) {
      if (at < starts[user + 1] && items[at] == item) {
        at++;
      } else {
        missing[n++] = item;
      }
    }
    return missing;
  }
}
