package org.querent.simulator.split;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.querent.core.Counted;
import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.spec.SplitSettings.By;

/**
 * Parts users, or items, into those of whom everything is known and newcomers of whom nothing is.
 * Newcomers are drawn from those who can answer all questions and still have ratings held out.
 */
final class NewcomerSplit {
  private final Ratings ratings;
  private final SplitSettings how;
  private final boolean users;
  private final int budget;

  /** The rows of one user, or item, after the other, of each the earliest first. */
  private final int[] rows;

  /** Where in these the rows of each begin, and after the last, where they end. */
  private final int[] starts;

  NewcomerSplit(Ratings ratings, SplitSettings how, boolean users, int budget) {
    this.ratings = ratings;
    this.how = how;
    this.users = users;
    this.budget = budget;
    int owners = users ? ratings.userCount() : ratings.itemCount();
    CountingSort sorted = CountingSort.of(ratings.size(), owners, this::owner);
    starts = sorted.starts();
    rows = sorted.order();
    // Without an array of its own to work in, each sort would copy all rows before its own.
    int[] work = rows.clone();
    for (int owner = 0; owner < owners(); owner++) {
      IntArrays.mergeSort(
          rows,
          starts[owner],
          starts[owner + 1],
          (one, other) -> Long.compare(ratings.timestamp(one), ratings.timestamp(other)),
          work);
    }
  }

  private int owner(int row) {
    return users ? ratings.user(row) : ratings.item(row);
  }

  private int owners() {
    return starts.length - 1;
  }

  private int count(int owner) {
    return starts[owner + 1] - starts[owner];
  }

  private int heldOut(int owner) {
    return how.leaveOut()
        .map(most -> Math.min(most, count(owner)))
        .orElseGet(() -> (int) Math.max(1, Math.round(how.test() * count(owner))));
  }

  private boolean isEligible(int owner) {
    return count(owner) > 0 && count(owner) - heldOut(owner) >= budget;
  }

  /**
   * Who is new, in no order that matters.
   *
   * @throws SimulationException if nobody has enough ratings, or nobody else would be left
   */
  private int[] newcomers(RandomGenerator random) {
    IntArrayList eligible = new IntArrayList();
    for (int owner = 0; owner < owners(); owner++) {
      if (isEligible(owner)) {
        eligible.add(owner);
      }
    }
    String who = users ? "user" : "item";
    if (eligible.isEmpty()) {
      throw new SimulationException(
          String.format(
              Locale.ROOT,
              "queries.budget: no %s has ratings for %s and a test; lower it",
              who,
              Counted.of(budget, "answer")));
    }
    int wanted = (int) Math.max(1, Math.round(how.newcomers() * owners()));
    int count = Math.min(wanted, eligible.size());
    if (count == owners()) {
      throw new SimulationException(
          String.format(Locale.ROOT, "split.newcomers: every %s is new; lower it", who));
    }
    int[] order =
        how.by() == By.TIME ? latestFirst(eligible) : shuffled(eligible.toIntArray(), random);
    return IntArrays.copy(order, 0, count);
  }

  private static int[] shuffled(int[] owners, RandomGenerator random) {
    int[] order = RandomStreams.permutation(owners.length, random);
    for (int n = 0; n < order.length; n++) {
      order[n] = owners[order[n]];
    }
    return order;
  }

  /** By the time of their first rating. */
  private int[] latestFirst(IntArrayList owners) {
    int[] order = owners.toIntArray();
    IntArrays.mergeSort(order, (one, other) -> Long.compare(first(other), first(one)));
    return order;
  }

  private long first(int owner) {
    return ratings.timestamp(rows[starts[owner]]);
  }

  DataSplit split(RandomGenerator random) {
    IntArrayList test = new IntArrayList();
    IntArrayList pool = new IntArrayList();
    boolean[] isNew = new boolean[owners()];
    for (int newcomer : newcomers(random)) {
      isNew[newcomer] = true;
      int[] own = Arrays.copyOfRange(rows, starts[newcomer], starts[newcomer + 1]);
      int[] order = how.by() == By.TIME ? own : shuffled(own, random);
      int asked = order.length - heldOut(newcomer);
      pool.addElements(pool.size(), order, 0, asked);
      test.addElements(test.size(), order, asked, order.length - asked);
    }
    IntArrayList known = new IntArrayList();
    for (int row = 0; row < ratings.size(); row++) {
      if (!isNew[owner(row)]) {
        known.add(row);
      }
    }
    if (known.isEmpty()) {
      throw new SimulationException("split.newcomers: nothing is known of anybody else; lower it");
    }
    return new DataSplit(
        ratings.select(test.toIntArray()),
        ratings.select(known.toIntArray()),
        ratings.select(pool.toIntArray()));
  }
}
