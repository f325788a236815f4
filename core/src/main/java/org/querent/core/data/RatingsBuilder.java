package org.querent.core.data;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/** Collects ratings in columns and knows which pairs it has. */
final class RatingsBuilder {
  private final Ids userIds = new Ids();
  private final Ids itemIds = new Ids();
  private final IntArrayList users = new IntArrayList();
  private final IntArrayList items = new IntArrayList();
  private final FloatArrayList ratings = new FloatArrayList();
  private final LongArrayList timestamps = new LongArrayList();
  private final LongOpenHashSet pairs = new LongOpenHashSet();

  /** Adds a rating, or returns false if there is one of the same pair. */
  boolean add(long userId, long itemId, float rating, long timestamp) {
    int user = userIds.add(userId);
    int item = itemIds.add(itemId);
    if (!pairs.add((long) user << 32 | item)) {
      return false;
    }
    users.add(user);
    items.add(item);
    ratings.add(rating);
    timestamps.add(timestamp);
    return true;
  }

  int size() {
    return users.size();
  }

  /** The row of a pair that was added. */
  int rowOf(long userId, long itemId) {
    int user = userIds.indexOf(userId);
    int item = itemIds.indexOf(itemId);
    int row = 0;
    while (users.getInt(row) != user || items.getInt(row) != item) {
      row++;
    }
    return row;
  }

  Ratings build(RatingScale scale) {
    return new Ratings(
        userIds,
        itemIds,
        scale,
        users.toIntArray(),
        items.toIntArray(),
        ratings.toFloatArray(),
        timestamps.toLongArray());
  }
}
