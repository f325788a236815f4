package org.querent.simulator.judge;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.querent.core.data.Ratings;
import org.querent.simulator.spec.Protocol;

/**
 * What was asked and answered in a run, in its order, so that it is known what was known after so
 * many questions: under the protocol of the pool in all, under the others to each user, or about
 * each new item. Not thread-safe while it grows.
 */
public final class AnswerLog {
  private final Protocol protocol;

  /** How many questions each was asked; of the pool there is one number. */
  private final int[] asked;

  private final IntArrayList users = new IntArrayList();
  private final IntArrayList items = new IntArrayList();
  private final DoubleArrayList ratings = new DoubleArrayList();

  /** After which question each rating was known, counted as {@link #asked}. */
  private final IntArrayList after = new IntArrayList();

  /** A log of nothing yet, of a run on a data set under a protocol. */
  public AnswerLog(Protocol protocol, Ratings dataset) {
    this.protocol = protocol;
    asked =
        switch (protocol) {
          case POOL -> new int[1];
          case PER_USER, COLD_START -> new int[dataset.userCount()];
          case NEW_ITEMS -> new int[dataset.itemCount()];
        };
  }

  private int owner(int user, int item) {
    return switch (protocol) {
      case POOL -> 0;
      case PER_USER, COLD_START -> user;
      case NEW_ITEMS -> item;
    };
  }

  /** A question that was answered. */
  public void answered(int user, int item, double rating) {
    natural(user, item, rating);
    unanswered(user, item);
  }

  /** A question that was not. */
  public void unanswered(int user, int item) {
    asked[owner(user, item)]++;
  }

  /** A rating that a user gave by themselves after the question that is logged next. */
  public void natural(int user, int item, double rating) {
    users.add(user);
    items.add(item);
    ratings.add(rating);
    after.add(asked[owner(user, item)] + 1);
  }

  /** Whether whom a rating is of was asked so many questions, or all that there were. */
  boolean reaches(int user, int item, int queries) {
    return !protocol.hasNewcomers() || asked[owner(user, item)] >= queries;
  }

  /** What was known after so many questions. Cost: O(ratings). */
  Ratings known(Ratings initial, int queries) {
    IntArrayList knownUsers = new IntArrayList();
    IntArrayList knownItems = new IntArrayList();
    DoubleArrayList knownRatings = new DoubleArrayList();
    for (int n = 0; n < after.size(); n++) {
      if (after.getInt(n) <= queries) {
        knownUsers.add(users.getInt(n));
        knownItems.add(items.getInt(n));
        knownRatings.add(ratings.getDouble(n));
      }
    }
    return initial.plus(
        knownUsers.toIntArray(),
        knownItems.toIntArray(),
        knownRatings.toDoubleArray(),
        new long[knownUsers.size()]);
  }
}
