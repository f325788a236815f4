package org.querent.simulator;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.querent.strategies.History;

/** The growing lists of what has been revealed, and of what was asked in vain. */
final class AnsweredRatings implements History {
  private final IntArrayList users = new IntArrayList();
  private final IntArrayList items = new IntArrayList();
  private final DoubleArrayList ratings = new DoubleArrayList();
  private final IntArrayList skippedUsers = new IntArrayList();
  private final IntArrayList skippedItems = new IntArrayList();
  private int initial;

  /** What is known so far was known before the first question. */
  void begin() {
    initial = size();
  }

  void add(int user, int item, double rating) {
    users.add(user);
    items.add(item);
    ratings.add(rating);
  }

  void skip(int user, int item) {
    skippedUsers.add(user);
    skippedItems.add(item);
  }

  /** Forgets what came of questions. */
  void forgetAnswers() {
    users.size(initial);
    items.size(initial);
    ratings.size(initial);
    skippedUsers.clear();
    skippedItems.clear();
  }

  @Override
  public int size() {
    return users.size();
  }

  @Override
  public int user(int index) {
    return users.getInt(index);
  }

  @Override
  public int item(int index) {
    return items.getInt(index);
  }

  @Override
  public double rating(int index) {
    return ratings.getDouble(index);
  }

  @Override
  public int skips() {
    return skippedUsers.size();
  }

  @Override
  public int skippedUser(int index) {
    return skippedUsers.getInt(index);
  }

  @Override
  public int skippedItem(int index) {
    return skippedItems.getInt(index);
  }

  @Override
  public int asked() {
    return size() - initial + skips();
  }
}
