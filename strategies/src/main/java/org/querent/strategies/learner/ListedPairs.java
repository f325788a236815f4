package org.querent.strategies.learner;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.querent.core.CountingSort;

/**
 * Any pairs, in arrays: 16 bytes a pair. Making them costs O(pairs + users + items), without
 * comparisons.
 */
final class ListedPairs implements PairIndex {
  private final int[] users;
  private final int[] items;
  private final int[] rows;
  private final int[] firstOfUser;

  /** The pairs of every item, in ascending order. */
  private final int[] byItem;

  private final int[] firstOfItem;

  /** Pairs in any order: row n is of {@code userOf(n)} and {@code itemOf(n)}. */
  ListedPairs(
      int pairs, IntUnaryOperator userOf, IntUnaryOperator itemOf, int userCount, int itemCount) {
    CountingSort byItemOnly = CountingSort.of(pairs, itemCount, itemOf);
    // The second sort keeps the order of the first among the pairs of a user.
    CountingSort byUser =
        CountingSort.of(pairs, userCount, n -> userOf.applyAsInt(byItemOnly.order()[n]));
    rows = byUser.order();
    users = new int[pairs];
    items = new int[pairs];
    for (int number = 0; number < pairs; number++) {
      rows[number] = byItemOnly.order()[rows[number]];
      users[number] = userOf.applyAsInt(rows[number]);
      items[number] = itemOf.applyAsInt(rows[number]);
    }
    firstOfUser = byUser.starts();
    CountingSort sorted = CountingSort.of(pairs, itemCount, number -> items[number]);
    byItem = sorted.order();
    firstOfItem = sorted.starts();
  }

  @Override
  public int size() {
    return users.length;
  }

  @Override
  public int users() {
    return firstOfUser.length - 1;
  }

  @Override
  public int items() {
    return firstOfItem.length - 1;
  }

  @Override
  public int user(int number) {
    return users[number];
  }

  @Override
  public int item(int number) {
    return items[number];
  }

  @Override
  public int firstOf(int user) {
    return firstOfUser[user];
  }

  @Override
  public int countOf(int item) {
    return firstOfItem[item + 1] - firstOfItem[item];
  }

  @Override
  public int ofItem(int item, int position) {
    return byItem[firstOfItem[item] + Objects.checkIndex(position, countOf(item))];
  }

  @Override
  public int row(int number) {
    return rows[number];
  }
}
