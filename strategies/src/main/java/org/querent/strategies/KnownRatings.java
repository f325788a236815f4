package org.querent.strategies;

/** The ratings revealed so far in a run: the initial ones, then the answers in the order asked. */
public interface KnownRatings {
  /** The number of known ratings. */
  int size();

  /** The user who gave a known rating. */
  int user(int index);

  /** The item that was rated. */
  int item(int index);

  /** The rating, in the unit of the data. */
  double rating(int index);
}
