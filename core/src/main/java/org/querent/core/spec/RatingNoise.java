package org.querent.core.spec;

/** Whose ratings are equally far from their true means. */
public enum RatingNoise {
  /** Those of all: one precision. */
  COMMON,
  /**
   * Those of one user: every user's precision is the common one times a factor of their own, whose
   * spread is learned. Whoever rates capriciously says less about items, and whoever rates
   * consistently more.
   */
  BY_USER
}
