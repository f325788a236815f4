package org.querent.strategies.hybrid;

import org.querent.strategies.Candidates;

/**
 * All pairs of one newcomer, all open: of a user with each item, or of an item with each user,
 * whose number is that of the candidate. Immutable.
 *
 * @param like candidates of the same users, items and costs
 * @param newcomer a user, or an item
 * @param isItem which of both
 */
record NewcomerPairs(Candidates like, int newcomer, boolean isItem) implements Candidates {
  @Override
  public int size() {
    return capacity();
  }

  @Override
  public int capacity() {
    return isItem ? users() : items();
  }

  @Override
  public boolean isOpen(int candidate) {
    return open(candidate) == candidate;
  }

  @Override
  public int open(int position) {
    if (position < 0 || position >= capacity()) {
      throw new IndexOutOfBoundsException(position);
    }
    return position;
  }

  @Override
  public int closed(int position) {
    throw new IndexOutOfBoundsException(position);
  }

  @Override
  public int user(int candidate) {
    return isItem ? open(candidate) : newcomer;
  }

  @Override
  public int item(int candidate) {
    return isItem ? newcomer : open(candidate);
  }

  @Override
  public int users() {
    return like.users();
  }

  @Override
  public int items() {
    return like.items();
  }

  @Override
  public int firstOf(int user) {
    if (isItem) {
      return user;
    }
    return user <= newcomer ? 0 : capacity();
  }

  @Override
  public int countOf(int item) {
    if (isItem) {
      return item == newcomer ? capacity() : 0;
    }
    return 1;
  }

  @Override
  public double costOf(int item) {
    return like.costOf(item);
  }

  @Override
  public double costOfRefusal(int item) {
    return like.costOfRefusal(item);
  }

  @Override
  public int ofItem(int item, int position) {
    return isItem ? open(position) : item;
  }
}
