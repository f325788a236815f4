package org.querent.core.spec;

/** How far an update goes from the rows of new ratings. */
public enum Neighbours {
  /** The rows of the new ratings alone. */
  NONE,
  /** These rows, and where one has moved enough those that it has a rating in common with. */
  ONE_HOP,
  /** Every row: whole passes over all ratings. */
  ALL
}
