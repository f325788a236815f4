package org.querent.strategies.learner;

/**
 * Pairs of user and item by number, in the order of their users, then items. Immutable. Methods
 * throw {@link IndexOutOfBoundsException} for what does not exist.
 */
interface PairIndex {
  int size();

  /** The number of users, with and without pairs. */
  int users();

  /** The number of items, with and without pairs. */
  int items();

  int user(int number);

  int item(int number);

  /** How many pairs are of users before a user, who may be {@link #users}. */
  int firstOf(int user);

  /** How many pairs are of an item. */
  int countOf(int item);

  /** An item's pair at a position, in ascending order. */
  int ofItem(int item, int position);

  /** What a pair was made of. */
  int row(int number);
}
