package org.querent.core.data;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * Original ids and their dense indices, numbered in order of first appearance. Once it is read from
 * many threads nothing is added any more.
 */
public final class Ids {
  private final LongArrayList ids = new LongArrayList();
  private final Long2IntOpenHashMap indices = new Long2IntOpenHashMap();

  Ids() {
    indices.defaultReturnValue(-1);
  }

  /**
   * Ids in the order of their indices.
   *
   * @throws IllegalArgumentException if one is there twice
   */
  public static Ids of(long[] ids) {
    Ids all = new Ids();
    for (int index = 0; index < ids.length; index++) {
      if (all.add(ids[index]) != index) {
        throw new IllegalArgumentException("the id " + ids[index] + " twice");
      }
    }
    return all;
  }

  /** All ids in the order of their indices; a copy. */
  public long[] toArray() {
    return ids.toLongArray();
  }

  /** The index of an id, which is added if it is new. */
  int add(long id) {
    int index = indices.putIfAbsent(id, ids.size());
    if (index < 0) {
      ids.add(id);
      return ids.size() - 1;
    }
    return index;
  }

  /** The number of ids. */
  public int size() {
    return ids.size();
  }

  /** The original id of a dense index. */
  public long idOf(int index) {
    return ids.getLong(index);
  }

  /** The dense index of an original id, or -1. */
  public int indexOf(long id) {
    return indices.get(id);
  }
}
