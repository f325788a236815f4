package org.querent.simulator;

/** Who is asked, and what counts as having learnt. */
public enum Protocol {
  /** Any held-back rating may be asked for; the error is that on all users and items. */
  POOL,

  /** Every user is asked the same number of questions; otherwise as the pool. */
  PER_USER,

  /**
   * New users arrive, of whom nothing is known; each is asked some questions, apart from all
   * others; the error is that on the new users' own held-out ratings. All ratings of the other
   * users are known and stay as they are.
   */
  COLD_START,

  /** New items arrive, likewise. */
  NEW_ITEMS;

  /** Whether users or items arrive of whom nothing is known. */
  public boolean hasNewcomers() {
    return this == COLD_START || this == NEW_ITEMS;
  }
}
