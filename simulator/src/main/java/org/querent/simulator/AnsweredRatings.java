package org.querent.simulator;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.querent.strategies.KnownRatings;

/** The growing list of what has been revealed. */
final class AnsweredRatings implements KnownRatings {
  private final IntArrayList users = new IntArrayList();
  private final IntArrayList items = new IntArrayList();
  private final FloatArrayList ratings = new FloatArrayList();

  void add(int user, int item, float rating) {
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
  public float rating(int index) {
    return ratings.getFloat(index);
  }
}
