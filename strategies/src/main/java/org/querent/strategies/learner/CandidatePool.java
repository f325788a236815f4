package org.querent.strategies.learner;

import java.util.BitSet;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.querent.core.data.Ratings;
import org.querent.strategies.Candidates;

/**
 * The pairs that a learner may ask for. It closes those that were answered or skipped, and keeps
 * nothing of any rating: this object is what a strategy sees.
 *
 * <p>Memory: 24 bytes per candidate. Making it costs O(candidates + users + items), without
 * comparisons.
 */
public final class CandidatePool implements Candidates {
  private final int[] users;
  private final int[] items;
  private final int[] rows;
  private final int[] firstOfUser;

  /** The candidates of every item, in ascending order. */
  private final int[] byItem;

  private final int[] firstOfItem;

  /** Open candidates, then closed ones, the one closed last first. */
  private final int[] order;

  private final int[] places;
  private final ItemCosts costs;
  private int size;

  /** The pairs of ratings, row by row; each costs 1. */
  public static CandidatePool of(Ratings pairs) {
    return new CandidatePool(
        pairs.size(),
        pairs::user,
        pairs::item,
        pairs.userCount(),
        pairs.itemCount(),
        ItemCosts.EQUAL);
  }

  /**
   * All pairs of a user and an item that the user has not rated; each costs 1.
   *
   * @param known the ratings of everybody
   */
  public static CandidatePool unratedBy(int user, Ratings known) {
    BitSet rated = new BitSet(known.itemCount());
    for (int row = 0; row < known.size(); row++) {
      if (known.user(row) == user) {
        rated.set(known.item(row));
      }
    }
    int[] items = IntStream.range(0, known.itemCount()).filter(n -> !rated.get(n)).toArray();
    return new CandidatePool(
        items.length,
        row -> user,
        row -> items[row],
        known.userCount(),
        known.itemCount(),
        ItemCosts.EQUAL);
  }

  /**
   * Pairs in any order, none twice: row n is of {@code userOf(n)} and {@code itemOf(n)}.
   *
   * @param pairs how many
   * @param userCount the number of users, with and without candidates
   * @param itemCount the number of items
   */
  public CandidatePool(
      int pairs,
      IntUnaryOperator userOf,
      IntUnaryOperator itemOf,
      int userCount,
      int itemCount,
      ItemCosts costs) {
    this.costs = costs;
    size = pairs;
    users = new int[size];
    items = new int[size];
    firstOfUser = new int[userCount + 1];
    firstOfItem = new int[itemCount + 1];
    for (int row = 0; row < size; row++) {
      firstOfUser[userOf.applyAsInt(row) + 1]++;
      firstOfItem[itemOf.applyAsInt(row) + 1]++;
    }
    addUp(firstOfUser);
    addUp(firstOfItem);
    rows = rowsByUserThenItem(userOf, itemOf);
    byItem = new int[size];
    order = new int[size];
    places = new int[size];
    int[] next = firstOfItem.clone();
    for (int candidate = 0; candidate < size; candidate++) {
      users[candidate] = userOf.applyAsInt(rows[candidate]);
      items[candidate] = itemOf.applyAsInt(rows[candidate]);
      byItem[next[items[candidate]]++] = candidate;
      order[candidate] = candidate;
      places[candidate] = candidate;
    }
  }

  /** Two stable counting sorts, the second by what counts more. */
  private int[] rowsByUserThenItem(IntUnaryOperator userOf, IntUnaryOperator itemOf) {
    int[] byItemOnly = new int[size];
    int[] next = firstOfItem.clone();
    for (int row = 0; row < size; row++) {
      byItemOnly[next[itemOf.applyAsInt(row)]++] = row;
    }
    int[] sorted = new int[size];
    next = firstOfUser.clone();
    for (int row : byItemOnly) {
      sorted[next[userOf.applyAsInt(row)]++] = row;
    }
    return sorted;
  }

  private static void addUp(int[] counts) {
    for (int n = 1; n < counts.length; n++) {
      counts[n] += counts[n - 1];
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int capacity() {
    return users.length;
  }

  @Override
  public boolean isOpen(int candidate) {
    return places[candidate] < size;
  }

  @Override
  public int open(int position) {
    return order[Objects.checkIndex(position, size)];
  }

  @Override
  public int closed(int position) {
    Objects.checkIndex(position, order.length - size);
    return order[order.length - 1 - position];
  }

  @Override
  public int user(int candidate) {
    return users[candidate];
  }

  @Override
  public int item(int candidate) {
    return items[candidate];
  }

  @Override
  public int users() {
    return firstOfUser.length - 1;
  }

  @Override
  public int items() {
    return firstOfItem.length - 1;
  }

  @Override
  public int firstOf(int user) {
    return firstOfUser[user];
  }

  @Override
  public int countOf(int item) {
    return firstOfItem[item + 1] - firstOfItem[item];
  }

  @Override
  public int ofItem(int item, int position) {
    return byItem[firstOfItem[item] + Objects.checkIndex(position, countOf(item))];
  }

  /** The row of which a candidate was made. */
  public int row(int candidate) {
    return rows[candidate];
  }

  /**
   * Closes an open candidate; the last open one takes its place in the order. Cost: O(1).
   *
   * @throws IllegalArgumentException if it is closed already
   */
  public void close(int candidate) {
    if (!isOpen(candidate)) {
      throw new IllegalArgumentException("candidate " + candidate + " is closed");
    }
    size--;
    int place = places[candidate];
    int last = order[size];
    order[place] = last;
    places[last] = place;
    order[size] = candidate;
    places[candidate] = size;
  }

  @Override
  public double costOf(int item) {
    return costs.of(item);
  }

  @Override
  public double costOfRefusal(int item) {
    return costs.ofRefusal(item);
  }
}
