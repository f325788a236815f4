package org.querent.simulator.metric;

/** By what items are ranked for one user after the other: the better the larger. */
public interface ListScores {
  /** Scores all items for a user. */
  void scores(int user, double[] scores);

  /** The score of an item that a user rated at a time. */
  double score(int user, int item, long time);
}
