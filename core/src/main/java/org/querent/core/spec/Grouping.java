package org.querent.core.spec;

/** Which features share a prior mean, on which those without evidence fall back. */
public enum Grouping {
  /** A group for each field: users with users, genres with genres. */
  FIELD,
  /** All of them, as in the implementation of 2016. */
  GLOBAL,
  /** None: the prior means are zero. */
  NONE
}
