package org.querent.simulator.judge.knn;

/** What of two ratings of a user is compared. */
public enum Similarity {
  /** The ratings as they are. */
  COSINE,
  /** How far they are from the mean of the user (Sarwar et al. 2001, section 3.1.3). */
  ADJUSTED_COSINE,
  /** How far each is from the mean of its item (Sarwar et al. 2001, section 3.1.2). */
  PEARSON
}
