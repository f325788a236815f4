package org.querent.strategies;

/**
 * What was known before the first question, and what came of each since: the known ratings, the
 * initial ones and then the answers as they came; and apart from these the skips, questions that
 * were asked and not answered. Both only grow, so that a strategy can read on where it was.
 */
public interface History {
  /** The number of known ratings. */
  int size();

  /** The user who gave a known rating. */
  int user(int index);

  /** The item that was rated. */
  int item(int index);

  /** The rating, in the unit of the data. */
  double rating(int index);

  /** The number of skips. */
  int skips();

  /** The user who did not answer, of a skip. */
  int skippedUser(int index);

  /** The item that a skip is about. */
  int skippedItem(int index);

  /** The number of questions asked so far, answered or not. */
  int asked();
}
