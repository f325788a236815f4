package org.querent.core.spec;

/** How far an update goes from the rows of new ratings. */
public enum Neighbours {
  /** These rows alone. */
  NONE,
  /** And those that have a rating in common with them, where they have moved enough. */
  ONE_HOP,
  /** Every row: whole passes over all ratings. */
  ALL
}
