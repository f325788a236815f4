package org.querent.strategies.learner;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.querent.core.data.Ratings;
import org.querent.strategies.History;

/** The growing lists of what has been told, and of what was asked in vain. */
final class GrowingHistory implements History {
  private final IntArrayList users = new IntArrayList();
  private final IntArrayList items = new IntArrayList();
  private final DoubleArrayList ratings = new DoubleArrayList();
  private final LongArrayList timestamps = new LongArrayList();
  private final IntArrayList skippedUsers = new IntArrayList();
  private final IntArrayList skippedItems = new IntArrayList();

  /**
   * What came of each question, in order: the index of a rating, or {@code -1 - index} of a skip.
   */
  private final IntArrayList outcomes = new IntArrayList();

  /** What was made of the initial ratings, by key. */
  private final Map<Object, Object> shared = new HashMap<>();

  /** What reads on, by key. */
  private final Map<Object, Object> readers = new HashMap<>();

  private int initial;

  /** What is known so far was known before the first question. */
  void begin() {
    initial = size();
    outcomes.clear();
  }

  void add(int user, int item, double rating, long timestamp) {
    outcomes.add(size());
    users.add(user);
    items.add(item);
    ratings.add(rating);
    timestamps.add(timestamp);
  }

  void skip(int user, int item) {
    outcomes.add(-1 - skips());
    skippedUsers.add(user);
    skippedItems.add(item);
  }

  /** Forgets what came of questions. */
  void forgetAnswers() {
    users.size(initial);
    items.size(initial);
    ratings.size(initial);
    timestamps.size(initial);
    skippedUsers.clear();
    skippedItems.clear();
    outcomes.clear();
    readers.clear();
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

  /** When a known rating was given, in seconds since 1970. */
  long timestamp(int index) {
    return timestamps.getLong(index);
  }

  /** Lets everything shared be made anew. */
  void settle() {
    shared.clear();
    readers.clear();
  }

  /** What came of a question: the index of a rating, or {@code -1 - index} of a skip. */
  int outcome(int question) {
    return outcomes.getInt(question);
  }

  @Override
  public int initial() {
    return initial;
  }

  @Override
  @SuppressWarnings("unchecked") // a key names what was made under it
  public <T> T shared(Object key, Function<History, T> maker) {
    return (T) kept(shared, key, () -> maker.apply(this));
  }

  @Override
  @SuppressWarnings("unchecked") // a key names what was made under it
  public <T> T reader(Object key, Supplier<T> maker) {
    return (T) kept(readers, key, maker);
  }

  /** Unlike by {@link Map#computeIfAbsent}, a maker may have something else made meanwhile. */
  private static Object kept(Map<Object, Object> all, Object key, Supplier<?> maker) {
    Object made = all.get(key);
    if (made == null) {
      made = maker.get();
      all.put(key, made);
    }
    return made;
  }

  /** Ratings and then all answers. */
  Ratings after(Ratings known) {
    int[] someUsers = users.subList(initial, size()).toIntArray();
    int[] someItems = items.subList(initial, size()).toIntArray();
    double[] someRatings = ratings.subList(initial, size()).toDoubleArray();
    return known.plus(
        someUsers, someItems, someRatings, timestamps.subList(initial, size()).toLongArray());
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
    return outcomes.size();
  }
}
