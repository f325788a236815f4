package org.querent.core.data;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.Serializable;
import java.util.OptionalInt;

/**
 * Original ids and their dense indices, numbered in order of first appearance. Once it is read from
 * many threads nothing is added any more.
 */
public final class Ids implements Serializable {
  private static final long serialVersionUID = 1;

  /** Where a table of all smaller ids would be larger than the cache of a processor. */
  private static final int SMALL = 1 << 20;

  private final LongArrayList ids = new LongArrayList();
  private final Long2IntOpenHashMap indices = new Long2IntOpenHashMap();

  /** One more than the index of each small id, or 0: data sets mostly have nothing but such. */
  private int[] indicesOfSmall = new int[0];

  /** The index added last: files are mostly in the order of users, which spares a look-up. */
  private int last = -1;

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
    if (last >= 0 && ids.getLong(last) == id) {
      return last;
    }
    last = find(id);
    if (last < 0) {
      last = ids.size();
      ids.add(id);
      put(id, last);
    }
    return last;
  }

  private void put(long id, int index) {
    if (id < 0 || id >= SMALL) {
      indices.put(id, index);
      return;
    }
    indicesOfSmall = IntArrays.grow(indicesOfSmall, (int) id + 1);
    indicesOfSmall[(int) id] = index + 1;
  }

  /** The number of ids. */
  public int size() {
    return ids.size();
  }

  /** The original id of a dense index. */
  public long idOf(int index) {
    return ids.getLong(index);
  }

  /** The dense index of an original id; empty if it is not known. */
  public OptionalInt indexOf(long id) {
    int index = find(id);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The index of an id, or -1. */
  private int find(long id) {
    if (id < 0 || id >= SMALL) {
      return indices.get(id);
    }
    return id < indicesOfSmall.length ? indicesOfSmall[(int) id] - 1 : -1;
  }
}
