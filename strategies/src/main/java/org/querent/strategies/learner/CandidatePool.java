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
 * <p>Memory: 24 bytes per candidate, 16 where they are of one user, and where they are all pairs
 * {@linkplain #except but some} 16 for each of these and about 40 for each that is closed.
 */
public final class CandidatePool implements Candidates {
  private final PairIndex pairs;
  private final ItemCosts costs;
  private final boolean areKnown;

  /** Open candidates, then closed ones, the one closed last first. */
  private final Places order;

  private int size;

  private CandidatePool(PairIndex pairs, Places order, ItemCosts costs, boolean areKnown) {
    this.pairs = pairs;
    this.order = order;
    this.costs = costs;
    this.areKnown = areKnown;
    size = pairs.size();
  }

  /**
   * Pairs in any order, none twice: row n is of {@code userOf(n)} and {@code itemOf(n)}. Cost:
   * O(pairs + users + items), without comparisons.
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
    this(
        new ListedPairs(pairs, userOf, itemOf, userCount, itemCount),
        Places.listed(pairs),
        costs,
        false);
  }

  /** The pairs of ratings, row by row; their users know the items, and each costs 1. */
  public static CandidatePool of(Ratings pairs) {
    return new CandidatePool(
            pairs.size(),
            pairs::user,
            pairs::item,
            pairs.userCount(),
            pairs.itemCount(),
            ItemCosts.EQUAL)
        .known();
  }

  /**
   * Pairs of one user: row n is about {@code items[n]}. Cost: O(pairs), whatever the number of
   * users and items.
   *
   * @param userCount the number of users
   * @param itemCount the number of items
   */
  public static CandidatePool ofUser(
      int user, int[] items, int userCount, int itemCount, ItemCosts costs) {
    PairIndex pairs = new PairsOfUser(user, items, userCount, itemCount);
    return new CandidatePool(pairs, Places.listed(items.length), costs, false);
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
    return ofUser(user, items, known.userCount(), known.itemCount(), ItemCosts.EQUAL);
  }

  /**
   * All pairs but some, however many: a candidate's row is its number. Users and items are found by
   * bisection, in O(log(users) + log(pairs of the user)).
   *
   * @throws ArithmeticException if there are more than an int can number
   */
  public static CandidatePool except(PairSet some, ItemCosts costs) {
    PairIndex pairs = new MissingPairs(some);
    return new CandidatePool(pairs, Places.moved(pairs.size()), costs, false);
  }

  /** This pool, whose users are known to know what they may be asked about; takes it over. */
  public CandidatePool known() {
    return new CandidatePool(pairs, order, costs, true);
  }

  @Override
  public boolean areKnown() {
    return areKnown;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int capacity() {
    return pairs.size();
  }

  @Override
  public boolean isOpen(int candidate) {
    return order.of(candidate) < size;
  }

  @Override
  public int open(int position) {
    return order.at(Objects.checkIndex(position, size));
  }

  @Override
  public int closed(int position) {
    Objects.checkIndex(position, capacity() - size);
    return order.at(capacity() - 1 - position);
  }

  @Override
  public int user(int candidate) {
    return pairs.user(candidate);
  }

  @Override
  public int item(int candidate) {
    return pairs.item(candidate);
  }

  @Override
  public int users() {
    return pairs.users();
  }

  @Override
  public int items() {
    return pairs.items();
  }

  @Override
  public int firstOf(int user) {
    return pairs.firstOf(user);
  }

  @Override
  public int countOf(int item) {
    return pairs.countOf(item);
  }

  @Override
  public int ofItem(int item, int position) {
    return pairs.ofItem(item, position);
  }

  /** The row of which a candidate was made. */
  public int row(int candidate) {
    return pairs.row(candidate);
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
    int place = order.of(candidate);
    order.put(order.at(size), place);
    order.put(candidate, size);
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
