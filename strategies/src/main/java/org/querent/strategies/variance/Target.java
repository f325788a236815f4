package org.querent.strategies.variance;

/** The pairs whose variance an answer is to lower. */
public enum Target {
  /** The open candidates: what is not known yet. */
  POOL,

  /**
   * All candidates, answered or not: where a holdout was drawn like the pool, its pairs are
   * distributed over users and items as these are, however unevenly the answers are.
   */
  TEST_LIKE,

  /** The open candidates of the user who is asked: what the answer does for them alone. */
  USER
}
