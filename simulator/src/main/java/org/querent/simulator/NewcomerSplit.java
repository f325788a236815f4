package org.querent.simulator;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.random.RandomGenerator;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.SplitSettings.By;

/**
 * Parts users, or items, into those of whom everything is known and newcomers of whom nothing is.
 * Newcomers are drawn from those who can answer all questions and still have ratings held out.
 */
final class NewcomerSplit {
  private final Ratings ratings;
  private final SplitSettings how;
  private final boolean users;
  private final int budget;

  /** The rows of every user, or item, the earliest first. */
  private final IntArrayList[] rows;

  NewcomerSplit(Ratings ratings, SplitSettings how, boolean users, int budget) {
    this.ratings = ratings;
    this.how = how;
    this.users = users;
    this.budget = budget;
    rows = new IntArrayList[users ? ratings.userCount() : ratings.itemCount()];
    for (int row : DataSplit.inTime(ratings)) {
      int owner = users ? ratings.user(row) : ratings.item(row);
      if (rows[owner] == null) {
        rows[owner] = new IntArrayList();
      }
      rows[owner].add(row);
    }
  }

  private int heldOut(int owner) {
    return (int) Math.max(1, Math.round(how.test() * rows[owner].size()));
  }

  private boolean isEligible(int owner) {
    return rows[owner] != null && rows[owner].size() - heldOut(owner) >= budget;
  }

  /**
   * Who is new, in no order that matters.
   *
   * @throws SimulationException if nobody has enough ratings, or nobody else would be left
   */
  private int[] newcomers(RandomGenerator random) {
    IntArrayList eligible = new IntArrayList();
    for (int owner = 0; owner < rows.length; owner++) {
      if (isEligible(owner)) {
        eligible.add(owner);
      }
    }
    String who = users ? "user" : "item";
    if (eligible.isEmpty()) {
      throw new SimulationException(
          "queries.budget: no %s has ratings for %,d answers and a test; lower it"
              .formatted(who, budget));
    }
    int wanted = (int) Math.max(1, Math.round(how.newcomers() * rows.length));
    int count = Math.min(wanted, eligible.size());
    if (count == rows.length) {
      throw new SimulationException("split.newcomers: every %s is new; lower it".formatted(who));
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
    return ratings.timestamp(rows[owner].getInt(0));
  }

  DataSplit split(RandomGenerator random) {
    IntArrayList test = new IntArrayList();
    IntArrayList pool = new IntArrayList();
    boolean[] isNew = new boolean[rows.length];
    for (int newcomer : newcomers(random)) {
      isNew[newcomer] = true;
      int[] own = rows[newcomer].toIntArray();
      int[] order = how.by() == By.TIME ? own : shuffled(own, random);
      int asked = order.length - heldOut(newcomer);
      pool.addElements(pool.size(), order, 0, asked);
      test.addElements(test.size(), order, asked, order.length - asked);
    }
    IntArrayList known = new IntArrayList();
    for (int row = 0; row < ratings.size(); row++) {
      if (!isNew[users ? ratings.user(row) : ratings.item(row)]) {
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
