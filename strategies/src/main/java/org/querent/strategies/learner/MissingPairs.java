package org.querent.strategies.learner;

import java.util.Objects;

/**
 * All pairs but some: a view that takes memory for those, 16 bytes each, and for none of its own,
 * which are found by bisection.
 */
final class MissingPairs implements PairIndex {
  private final PairSet others;
  private final PairSet byItem;
  private final int[] firstOfUser;

  /**
   * The pairs that are not in a set.
   *
   * @throws ArithmeticException if there are more than an int can number
   */
  MissingPairs(PairSet others) {
    this.others = others;
    byItem = others.transposed();
    firstOfUser = new int[others.users() + 1];
    for (int user = 0; user < others.users(); user++) {
      int count = others.items() - others.count(user);
      firstOfUser[user + 1] = Math.addExact(firstOfUser[user], count);
    }
  }

  @Override
  public int size() {
    return firstOfUser[others.users()];
  }

  @Override
  public int users() {
    return others.users();
  }

  @Override
  public int items() {
    return others.items();
  }

  /** The first user whose pairs end beyond a number. */
  @Override
  public int user(int number) {
    Objects.checkIndex(number, size());
    int low = 0;
    for (int high = users(); low < high; ) {
      int middle = (low + high) >>> 1;
      if (firstOfUser[middle + 1] <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int item(int number) {
    int user = user(number);
    return others.missing(user, number - firstOfUser[user]);
  }

  @Override
  public int firstOf(int user) {
    return firstOfUser[user];
  }

  @Override
  public int countOf(int item) {
    return users() - byItem.count(item);
  }

  @Override
  public int ofItem(int item, int position) {
    int user = byItem.missing(item, position);
    return firstOfUser[user] + item - others.below(user, item);
  }

  @Override
  public int row(int number) {
    return Objects.checkIndex(number, size());
  }
}
