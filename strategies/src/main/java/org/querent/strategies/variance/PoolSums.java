package org.querent.strategies.variance;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import org.querent.strategies.Candidates;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.Terms;

/**
 * H of every row: the sum of E[z z^T] of the other row over its candidates that count. It can be
 * summed up anew, or follow what has been answered and which rows have moved. Not thread-safe.
 */
final class PoolSums {
  private final Terms terms;
  private final RowSums users;
  private final RowSums items;
  private final Target target;
  private final double[] difference;
  private int closed;

  /**
   * Zeros, of the rows that moments are of; those of items stay so where only the user who is asked
   * counts.
   */
  PoolSums(Terms terms, Moments ofUsers, Moments ofItems, Target target) {
    this.terms = terms;
    this.target = target;
    users = new RowSums(ofUsers.first, ofUsers.end, true);
    items = new RowSums(ofItems.first, ofItems.end, target != Target.USER);
    difference = new double[terms.count];
  }

  /** H of the users, row-major; a live view. */
  double[] ofUsers() {
    return users.sums;
  }

  /** H of all items, row-major; a live view. */
  double[] ofItems() {
    return items.sums;
  }

  /** The users whose H {@link #follow} has changed; a live view. */
  IntArrayList touchedUsers() {
    return users.touched;
  }

  /** The items whose H {@link #follow} has changed; a live view. */
  IntArrayList touchedItems() {
    return items.touched;
  }

  /** By how much a diagonal form with H of a touched user can have grown at most, as a factor. */
  double growthOfUser(int user) {
    return users.growth(user);
  }

  /** By how much a diagonal form with H of a touched item can have grown at most, as a factor. */
  double growthOfItem(int item) {
    return items.growth(item);
  }

  /** Sums up all open candidates. Cost: O(candidates * terms). */
  void sumUp(Candidates candidates, Moments ofUsers, Moments ofItems) {
    users.reset(ofUsers);
    items.reset(ofItems);
    closed = candidates.capacity() - candidates.size();
    for (int user = candidates.firstUser(), stop = candidates.endOfUsers(); user < stop; user++) {
      int end = candidates.firstOf(user + 1);
      for (int candidate = candidates.firstOf(user); candidate < end; candidate++) {
        if (counts(candidates, candidate)) {
          add(users.at(user), items.at(candidates.item(candidate)), terms.count);
        }
      }
    }
  }

  private boolean counts(Candidates candidates, int candidate) {
    return target == Target.TEST_LIKE || candidates.isOpen(candidate);
  }

  /** Both sides at once, in local arrays: the loop that a round over the whole pool spends. */
  private void add(int user, int item, int count) {
    double[] sumsOfUsers = users.sums;
    double[] sumsOfItems = items.sums;
    double[] secondsOfUsers = users.seconds;
    double[] secondsOfItems = items.seconds;
    for (int term = 0; term < count; term++) {
      sumsOfUsers[user + term] += secondsOfItems[item + term];
    }
    for (int term = 0; items.counts && term < count; term++) {
      sumsOfItems[item + term] += secondsOfUsers[user + term];
    }
  }

  /**
   * Takes out what was answered since the last call, and takes in that rows have moved. Cost:
   * O(terms) per answer and per candidate of a row that has moved.
   */
  void follow(
      Candidates candidates, Moments ofUsers, Moments ofItems, int[] movedUsers, int[] movedItems) {
    users.forgetTouched();
    items.forgetTouched();
    boolean leaving = target != Target.TEST_LIKE;
    for (; leaving && closed < candidates.capacity() - candidates.size(); closed++) {
      int user = candidates.user(candidates.closed(closed));
      int item = candidates.item(candidates.closed(closed));
      users.change(user, items.seconds, items.at(item), -1);
      items.change(item, users.seconds, users.at(user), -1);
    }
    for (int user : movedUsers) {
      users.move(user, ofUsers);
      int end = user < candidates.users() ? candidates.firstOf(user + 1) : 0;
      for (int c = end > 0 ? candidates.firstOf(user) : 0; c < end; c++) {
        if (counts(candidates, c)) {
          items.change(candidates.item(c), difference, 0, 1);
        }
      }
    }
    for (int item : movedItems) {
      items.move(item, ofItems);
      int count = item < candidates.items() ? candidates.countOf(item) : 0;
      for (int n = 0; n < count; n++) {
        int c = candidates.ofItem(item, n);
        if (counts(candidates, c)) {
          users.change(candidates.user(c), difference, 0, 1);
        }
      }
    }
  }

  private final class RowSums {
    final boolean counts;
    final double[] sums;
    private final int first;

    /** E[z z^T] of every row as it stands in the sums of the other side. */
    final double[] seconds;

    /** The sums of touched rows before they were. */
    private final double[] before;

    private final BitSet isTouched = new BitSet();
    final IntArrayList touched = new IntArrayList();

    RowSums(int first, int end, boolean counts) {
      this.counts = counts;
      this.first = first;
      sums = new double[Math.multiplyExact(end - first, terms.count)];
      seconds = new double[sums.length];
      before = new double[sums.length];
    }

    /** Where the terms of a row begin. */
    int at(int row) {
      return (row - first) * terms.count;
    }

    void reset(Moments moments) {
      forgetTouched();
      Arrays.fill(sums, 0);
      for (int row = moments.first; row < moments.end; row++) {
        for (int term = 0; term < terms.count; term++) {
          seconds[at(row) + term] = moments.second(row, term);
        }
      }
    }

    void forgetTouched() {
      isTouched.clear();
      touched.clear();
    }

    void add(int row, double[] numbers, int from, double times) {
      int at = at(row);
      for (int term = 0; term < terms.count; term++) {
        sums[at + term] += times * numbers[from + term];
      }
    }

    void change(int row, double[] numbers, int from, double times) {
      if (!counts) {
        return;
      }
      if (!isTouched.get(row)) {
        isTouched.set(row);
        touched.add(row);
        int at = at(row);
        System.arraycopy(sums, at, before, at, terms.count);
      }
      add(row, numbers, from, times);
    }

    /** Sets a row's E[z z^T], and the difference to what it was. */
    void move(int row, Moments moments) {
      for (int term = 0; term < terms.count; term++) {
        double now = moments.second(row, term);
        difference[term] = now - seconds[at(row) + term];
        seconds[at(row) + term] = now;
      }
    }

    double growth(int row) {
      double growth = 0;
      for (int at = at(row); at < at(row + 1); at++) {
        growth =
            Math.max(growth, before[at] > 0 ? sums[at] / before[at] : Double.POSITIVE_INFINITY);
      }
      return growth;
    }
  }
}
