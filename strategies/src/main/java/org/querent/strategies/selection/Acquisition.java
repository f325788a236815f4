package org.querent.strategies.selection;

/**
 * How much asking for a pair is worth, in a unit of the acquisition's own.
 *
 * <p>A selector keeps the scores of pairs neither of whose rows has changed: a score must depend on
 * the user and the item alone, not on what is common to all pairs, such as the bias; or else the
 * selector must be told in every round that everything has changed.
 */
public interface Acquisition {
  /** The worth of a pair, higher is better; not negative where batches are drawn by it. */
  double score(int user, int item);

  /**
   * Whether a score that was made in an earlier round, of a pair whose rows have not changed since,
   * is an upper bound of what it would be now: then a candidate is scored again before it is
   * chosen, as long as it takes until the one with the largest bound is known to be the best.
   * Stochastic selection takes bounds for scores.
   */
  default boolean keepsBounds() {
    return false;
  }

  /** Whether scores are for what an answer costs already, and not for the answer alone. */
  default boolean isPerCost() {
    return false;
  }

  /**
   * Scores a user with several items.
   *
   * @param items the first {@code count} are the items
   * @param scores receives the score with the item at n at n, the same, bit for bit, as {@link
   *     #score} gives
   */
  default void scoreUser(int user, int[] items, int count, double[] scores) {
    for (int n = 0; n < count; n++) {
      scores[n] = score(user, items[n]);
    }
  }

  /**
   * Scores an item with several users.
   *
   * @param users the first {@code count} are the users
   * @param scores receives the score with the user at n at n, bit for bit what {@link #score} gives
   */
  default void scoreItem(int item, int[] users, int count, double[] scores) {
    for (int n = 0; n < count; n++) {
      scores[n] = score(users[n], item);
    }
  }

  /**
   * Takes a pair as answered, so that later scores count only what it would leave unknown. No label
   * is needed: how much a variance falls does not depend on the answer. Changes the scores of the
   * pairs that share the user or the item, and no others.
   */
  void assumeAnswered(int user, int item);
}
