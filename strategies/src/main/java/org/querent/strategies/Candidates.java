package org.querent.strategies;

/**
 * The pairs of user and item that may be asked for, without their ratings.
 *
 * <p>A candidate is named by a number, which it keeps for the whole run: numbers are positions in
 * the pool sorted by user, then item. So the candidates of a user are consecutive, and arrays by
 * number can be kept from round to round. A candidate is open until it is answered; one that is
 * closed can still be read, but not asked for.
 *
 * <p>A live, read-only view. Every method costs O(1) and throws {@link IndexOutOfBoundsException}
 * for a candidate, user, item or position that does not exist.
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

  /** The number of candidates of an item, open or closed. */
  int countOf(int item);

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
