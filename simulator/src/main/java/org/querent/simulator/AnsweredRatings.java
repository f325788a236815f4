package org.querent.simulator;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.querent.strategies.KnownRatings;

/** The growing list of what has been revealed. */
final class AnsweredRatings implements KnownRatings {
  private final IntArrayList users = new IntArrayList();
  private final IntArrayList items = new IntArrayList();
  private final DoubleArrayList ratings = new DoubleArrayList();

  void add(int user, int item, double rating) {
    users.add(user);
    items.add(item);
    ratings.add(rating);
  }

  /** Forgets all but the first. */
  void shrink(int size) {
    users.size(size);
    items.size(size);
    ratings.size(size);
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
}
