package org.querent.strategies.learner;

import org.querent.core.posterior.RowChanges;

/** How a model follows the answers: a {@link RetrainingSchedule}, or one user's or item's part. */
@FunctionalInterface
public interface Following {
  /**
   * Has a model take in what was told since it was followed last.
   *
   * @return the rows that have moved
   */
  RowChanges follow(Knowledge knowledge);

  /** What a user answers moves that user alone, at the price of the user's ratings. */
  static Following foldingInUser(int user) {
    return knowledge -> knowledge.foldInUser(user);
  }

  /** What is answered about an item moves that item alone, at the price of its ratings. */
  static Following foldingInItem(int item) {
    return knowledge -> knowledge.foldInItem(item);
  }
}
