package org.querent.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.querent.core.CountingSort;

/**
 * Collects ratings in columns, and finds pairs that are there twice. Chunks of columns instead of
 * growing ones, so that nothing is copied while they are read and each is given back as soon as it
 * is.
 */
public final class RatingsBuilder {
  private static final int CHUNK_BITS = 15;
  static final int CHUNK = 1 << CHUNK_BITS;

  private final Ids userIds;
  private final Ids itemIds;
  private final List<int[]> users = new ArrayList<>();
  private final List<int[]> items = new ArrayList<>();
  private final RatingColumn.Builder ratings = new RatingColumn.Builder();
  private final List<long[]> timestamps = new ArrayList<>();
  private int size;

  /** A builder without any user or item. */
  public RatingsBuilder() {
    this(new Ids(), new Ids());
  }

  /**
   * A builder that has numbered users and items already, with and without ratings.
   *
   * @param userIds from now on the builder's
   */
  public RatingsBuilder(Ids userIds, Ids itemIds) {
    this.userIds = userIds;
    this.itemIds = itemIds;
  }

  /** Adds a rating by ids that are numbers, whether or not there is one of the same pair. */
  public void add(long userId, long itemId, double rating, long timestamp) {
    addIndexed(userIds.add(userId), itemIds.add(itemId), rating, timestamp);
  }

  /**
   * Adds a rating, whether or not there is one of the same pair.
   *
   * @throws IllegalArgumentException if one of the ids is none; see {@link Ids#fault}
   */
  public void add(String userId, String itemId, double rating, long timestamp) {
    addIndexed(userIds.add(userId), itemIds.add(itemId), rating, timestamp);
  }

  /** The index of a user by an id that is a number, who has one from now on. */
  public int user(long id) {
    return userIds.add(id);
  }

  /**
   * The index of a user by an id in a range of a buffer, who has one from now on; no object is made
   * for an id that is known. It is UTF-8, not empty, and at most {@link Ids#LONGEST} bytes: that is
   * not looked at.
   */
  public int user(byte[] buffer, int from, int to) {
    return userIds.add(buffer, from, to);
  }

  /** The index of an item by an id that is a number, which has one from now on. */
  public int item(long id) {
    return itemIds.add(id);
  }

  /**
   * The index of an item by an id in a range of a buffer, which has one from now on. It is UTF-8,
   * not empty, and at most {@link Ids#LONGEST} bytes: that is not looked at.
   */
  public int item(byte[] buffer, int from, int to) {
    return itemIds.add(buffer, from, to);
  }

  /**
   * Adds a rating by indices that were given here, whether or not there is one of the same pair.
   */
  public void addIndexed(int user, int item, double rating, long timestamp) {
    int place = size & (CHUNK - 1);
    if (place == 0) {
      users.add(new int[CHUNK]);
      items.add(new int[CHUNK]);
      timestamps.add(new long[CHUNK]);
    }
    int chunk = size >> CHUNK_BITS;
    users.get(chunk)[place] = user;
    items.get(chunk)[place] = item;
    ratings.add(chunk, place, rating);
    timestamps.get(chunk)[place] = timestamp;
    size++;
  }

  /** The number of ratings so far. */
  public int size() {
    return size;
  }

  /** The original id of the user of a row. */
  public String userId(int row) {
    return userIds.idOf(at(users, row));
  }

  /** The original id of the item of a row. */
  public String itemId(int row) {
    return itemIds.idOf(at(items, row));
  }

  private static int at(List<int[]> column, int row) {
    return column.get(row >> CHUNK_BITS)[row & (CHUNK - 1)];
  }

  /**
   * The first row whose pair an earlier one has. Rows are put in order by user and items are marked
   * with the last user who rated them: three passes, where a set of all pairs would miss the cache
   * with each.
   */
  public OptionalInt firstRepeat() {
    int[] rows = CountingSort.of(size, userIds.size(), row -> at(users, row)).order();
    int[] lastUser = new int[itemIds.size()];
    int first = size;
    for (int row : rows) {
      int item = at(items, row);
      int user = at(users, row) + 1;
      if (lastUser[item] == user) {
        first = Math.min(first, row);
      }
      lastUser[item] = user;
    }
    return first < size ? OptionalInt.of(first) : OptionalInt.empty();
  }

  /** The first row that has the pair of a row. */
  public int firstLike(int row) {
    int user = at(users, row);
    int item = at(items, row);
    int first = 0;
    while (at(users, first) != user || at(items, first) != item) {
      first++;
    }
    return first;
  }

  /** All ratings; once, for it empties the builder, one column after the other. */
  public Ratings build(RatingScale scale) {
    return new Ratings(
        userIds,
        itemIds,
        scale,
        joined(users, new int[size], size),
        joined(items, new int[size], size),
        ratings.build(size),
        joined(timestamps, new long[size], size));
  }

  /** What all chunks hold, in a column of that size; empties the list. */
  static <A> A joined(List<A> chunks, A column, int size) {
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      int start = chunk << CHUNK_BITS;
      System.arraycopy(chunks.get(chunk), 0, column, start, Math.min(CHUNK, size - start));
    }
    chunks.clear();
    return column;
  }
}
