package org.querent.strategies;

/**
 * The pairs of user and item that may be asked for, without their ratings.
 *
 * <p>A candidate is named by a number, which it keeps for the whole run: numbers are positions in
 * the pool sorted by user, then item. So the candidates of a user are consecutive, and arrays by
 * number can be kept from round to round. A candidate is open until it is answered; one that is
 * closed can still be read, but not asked for.
 *
 * <p>A live, read-only view. Methods cost O(1), or a bisection where there are too many pairs to
 * list, and throw {@link IndexOutOfBoundsException} for a candidate, user, item or position that
 * does not exist.
 */
public interface Candidates {
  /** The number of open candidates. */
  int size();

  /** The number of all candidates, open or closed; every candidate's number is below it. */
  int capacity();

  /** Whether a candidate may still be asked for. */
  boolean isOpen(int candidate);

  /**
   * The open candidate at a position below {@link #size}. The order carries no information; it
   * changes as candidates are closed.
   */
  int open(int position);

  /**
   * The candidate that was closed after {@code position} others; {@code position} is below {@link
   * #capacity} - {@link #size}.
   */
  int closed(int position);

  /** The user of a candidate. */
  int user(int candidate);

  /** The item of a candidate. */
  int item(int candidate);

  /** The number of users, with and without candidates. */
  int users();

  /** The number of items, with and without candidates. */
  int items();

  /**
   * The first candidate of a user, open or closed: a user's candidates are the numbers from {@code
   * firstOf(user)} up to, but without, {@code firstOf(user + 1)}.
   *
   * @param user a user, or {@link #users}, whose first candidate would be {@link #capacity}
   */
  int firstOf(int user);

  /**
   * A user before whom nobody has a candidate: whoever goes through users, or keeps numbers of
   * them, needs those from here up to, but without, {@link #endOfUsers}, and no others. Where one
   * user is asked at a time, that is one. Cost: O(log(users)).
   */
  default int firstUser() {
    int low = 0;
    for (int high = endOfUsers(); low < high; ) {
      int middle = (low + high) >>> 1;
      if (firstOf(middle + 1) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** A user from whom on nobody has a candidate. Cost: O(log(users)). */
  default int endOfUsers() {
    int low = 0;
    for (int high = users(); low < high; ) {
      int middle = (low + high) >>> 1;
      if (firstOf(middle) == capacity()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The number of candidates of an item, open or closed. */
  int countOf(int item);

  /**
   * Whether every user is known to know the items of their candidates, as where only what somebody
   * rated may be asked for: then there is no choosing by how probable an answer is.
   */
  default boolean areKnown() {
    return false;
  }

  /** What an answer about an item costs, above 0; 1 where costs are not told apart. */
  default double costOf(int item) {
    return 1;
  }

  /** What a query about an item costs that is not answered, above 0. */
  default double costOfRefusal(int item) {
    return costOf(item);
  }

  /** An item's candidate at a position below {@link #countOf}, in ascending order. */
  int ofItem(int item, int position);
}
