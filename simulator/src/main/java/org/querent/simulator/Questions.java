package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import org.querent.core.data.Ratings;

/**
 * What may be asked for: pairs of user and item, and for each the row of the held-back ratings that
 * answers it, or none. Immutable.
 */
final class Questions {
  private static final int NO_ANSWER = -1;

  private final int[] users;
  private final int[] items;
  private final int[] rows;
  private final int userCount;
  private final int itemCount;

  private Questions(int[] users, int[] items, int[] rows, int userCount, int itemCount) {
    this.users = users;
    this.items = items;
    this.rows = rows;
    this.userCount = userCount;
    this.itemCount = itemCount;
  }

  static Questions of(DataSplit split, OracleSettings settings, Protocol protocol) {
    return switch (settings.about()) {
      case RATED_ONLY -> ratedOnly(split.pool());
      case ANYTHING -> anything(split, protocol);
    };
  }

  private static Questions ratedOnly(Ratings pool) {
    int size = pool.size();
    int[] users = new int[size];
    int[] items = new int[size];
    int[] rows = new int[size];
    for (int row = 0; row < size; row++) {
      users[row] = pool.user(row);
      items[row] = pool.item(row);
      rows[row] = row;
    }
    return new Questions(users, items, rows, pool.userCount(), pool.itemCount());
  }

  /** In the order of users, then items; of the newcomers only, where there are some. */
  private static Questions anything(DataSplit split, Protocol protocol) {
    Ratings pool = split.pool();
    int itemCount = pool.itemCount();
    long pairs = (long) pool.userCount() * itemCount;
    if (pairs > Integer.MAX_VALUE - 8) {
      throw new SimulationException(
          "oracle.about: found anything, which is too much: %,d users times %,d items; use rated-only"
              .formatted(pool.userCount(), itemCount));
    }
    BitSet closed = new BitSet((int) pairs);
    mark(split.test(), closed);
    mark(split.initial(), closed);
    BitSet askedUsers = new BitSet();
    BitSet askedItems = new BitSet();
    int[] answers = new int[(int) pairs];
    Arrays.fill(answers, NO_ANSWER);
    for (int row = 0; row < pool.size(); row++) {
      askedUsers.set(pool.user(row));
      askedItems.set(pool.item(row));
      answers[pool.user(row) * itemCount + pool.item(row)] = row;
    }
    IntArrayList users = new IntArrayList();
    IntArrayList items = new IntArrayList();
    IntArrayList rows = new IntArrayList();
    for (int pair = 0; pair < pairs; pair++) {
      int user = pair / itemCount;
      int item = pair % itemCount;
      boolean asked =
          switch (protocol) {
            case POOL, PER_USER -> true;
            case COLD_START -> askedUsers.get(user);
            case NEW_ITEMS -> askedItems.get(item);
          };
      if (asked && !closed.get(pair)) {
        users.add(user);
        items.add(item);
        rows.add(answers[pair]);
      }
    }
    return new Questions(
        users.toIntArray(),
        items.toIntArray(),
        rows.toIntArray(),
        pool.userCount(),
        pool.itemCount());
  }

  private static void mark(Ratings ratings, BitSet pairs) {
    for (int row = 0; row < ratings.size(); row++) {
      pairs.set(ratings.user(row) * ratings.itemCount() + ratings.item(row));
    }
  }

  int size() {
    return users.length;
  }

  /** How many questions there are of each user, or of each item. */
  int[] counts(boolean byUser) {
    int[] counts = new int[byUser ? userCount : itemCount];
    for (int group : byUser ? users : items) {
      counts[group]++;
    }
    return counts;
  }

  /** The questions of each user, or of each item, apart; empty ones where there is none. */
  Questions[] apart(boolean byUser) {
    int[] counts = counts(byUser);
    int[][] numbers = new int[counts.length][];
    Arrays.setAll(numbers, group -> new int[counts[group]]);
    int[] groups = byUser ? users : items;
    for (int n = groups.length - 1; n >= 0; n--) {
      numbers[groups[n]][--counts[groups[n]]] = n;
    }
    return Arrays.stream(numbers).map(this::select).toArray(Questions[]::new);
  }

  private Questions select(int[] numbers) {
    int[] someUsers = new int[numbers.length];
    int[] someItems = new int[numbers.length];
    int[] someRows = new int[numbers.length];
    for (int n = 0; n < numbers.length; n++) {
      someUsers[n] = users[numbers[n]];
      someItems[n] = items[numbers[n]];
      someRows[n] = rows[numbers[n]];
    }
    return new Questions(someUsers, someItems, someRows, userCount, itemCount);
  }

  /**
   * A pool of all of them, whose rows are their numbers here.
   *
   * @param closed the candidates that were asked for
   */
  CandidatePool pool(ItemCosts costs, int[] closed) {
    CandidatePool pool =
        new CandidatePool(users.length, n -> users[n], n -> items[n], userCount, itemCount, costs);
    for (int candidate : closed) {
      pool.close(candidate);
    }
    return pool;
  }

  boolean isAnswered(int number) {
    return rows[number] != NO_ANSWER;
  }

  /** The row of the held-back ratings that answers a question. */
  int row(int number) {
    return rows[number];
  }
}
