package org.querent.strategies.questionnaire;

import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.querent.strategies.History;

/**
 * The ratings that were known before the first question; of a pair that was rated more than once
 * the first. Immutable.
 */
public final class InitialRatings {
  private final RatingLists byUser;
  private final RatingLists byItem;
  private final double mean;

  InitialRatings(History history) {
    int[] rows = differentPairs(history);
    byUser = RatingLists.of(rows, history::user, history::item, history::rating);
    byItem = RatingLists.of(rows, history::item, history::user, history::rating);
    mean = IntStream.of(rows).mapToDouble(history::rating).average().orElse(0);
  }

  private static int[] differentPairs(History history) {
    LongOpenHashSet pairs = new LongOpenHashSet();
    return IntStream.range(0, history.initial())
        .filter(n -> pairs.add((long) history.user(n) << Integer.SIZE | history.item(n)))
        .toArray();
  }

  /** The ratings in the lists of users, up to the last who has rated. */
  public RatingLists byUser() {
    return byUser;
  }

  /** The ratings in the lists of items, up to the last that was rated. */
  public RatingLists byItem() {
    return byItem;
  }

  /** The mean of all; 0 if there are none. */
  public double mean() {
    return mean;
  }

  /**
   * The mean rating of each item, as if {@code prior} more ratings of the mean of all were in; that
   * mean where there is nothing. A new array, as the others here are.
   */
  public double[] itemMeans(double prior) {
    double[] means = new double[byItem.size()];
    for (int item = 0; item < means.length; item++) {
      double sum = 0;
      for (int n = byItem.start(item); n < byItem.start(item + 1); n++) {
        sum += byItem.rating(n) - mean;
      }
      double count = byItem.count(item) + prior;
      means[item] = count > 0 ? mean + sum / count : mean;
    }
    return means;
  }

  /** The users who have rated anything, ascending. */
  public int[] raters() {
    return IntStream.range(0, byUser.size()).filter(user -> byUser.count(user) > 0).toArray();
  }

  /** The number of ratings of each item. */
  public double[] popularity() {
    return IntStream.range(0, byItem.size()).mapToDouble(byItem::count).toArray();
  }

  /** So many of the items with the most ratings, the most first, among equals the lower first. */
  public int[] mostRated(int most) {
    int[] items = IntStream.range(0, byItem.size()).filter(i -> byItem.count(i) > 0).toArray();
    IntArrays.stableSort(
        items, (one, other) -> Integer.compare(byItem.count(other), byItem.count(one)));
    return Arrays.copyOf(items, Math.min(most, items.length));
  }

  /** What a user has rated, by item; a copy. */
  Int2DoubleOpenHashMap of(int user) {
    Int2DoubleOpenHashMap ratings = new Int2DoubleOpenHashMap();
    if (user < byUser.size()) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        ratings.put(byUser.other(n), byUser.rating(n));
      }
    }
    return ratings;
  }
}
