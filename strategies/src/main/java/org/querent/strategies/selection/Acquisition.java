package org.querent.strategies.selection;

import org.querent.strategies.Candidates;

/**
 * How much asking for a pair is worth, in a unit of the acquisition's own.
 *
 * <p>A selector keeps the scores of pairs neither of whose rows has changed: a score must depend on
 * the user and the item alone, not on what is common to all pairs, such as the bias; or else the
 * selector must be told in every round that everything has changed.
 */
public interface Acquisition {
  /** The worth of a pair, not negative; higher is better. */
  double score(int user, int item);

  /**
   * Scores all candidates of a user, open or closed.
   *
   * @param scores receives the score of candidate {@code firstOf(user) + n} at n, the same, bit for
   *     bit, as {@link #score} gives; may be longer than needed
   */
  default void scoreUser(Candidates candidates, int user, double[] scores) {
    int first = candidates.firstOf(user);
    int count = candidates.firstOf(user + 1) - first;
    for (int n = 0; n < count; n++) {
      scores[n] = score(user, candidates.item(first + n));
    }
  }

  /**
   * Scores all candidates of an item, open or closed.
   *
   * @param scores receives the score of candidate {@code ofItem(item, n)} at n, likewise
   */
  default void scoreItem(Candidates candidates, int item, double[] scores) {
    int count = candidates.countOf(item);
    for (int n = 0; n < count; n++) {
      scores[n] = score(candidates.user(candidates.ofItem(item, n)), item);
    }
  }

  /**
   * Takes a pair as answered, so that later scores count only what it would leave unknown. No label
   * is needed: how much a variance falls does not depend on the answer. Changes the scores of the
   * pairs that share the user or the item, and no others.
   */
  void assumeAnswered(int user, int item);
}
