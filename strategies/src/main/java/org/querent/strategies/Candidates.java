package org.querent.strategies;

/**
 * The pairs of user and item that may be asked for, without their ratings.
 *
 * <p>A candidate is named by its position. Positions are valid for one round; answered candidates
 * leave and others take their place. The order carries no information.
 */
public interface Candidates {
  /** The number of candidates. */
  int size();

  /**
   * The user of a candidate.
   *
   * @throws IndexOutOfBoundsException if there is no such candidate
   */
  int user(int candidate);

  /**
   * The item of a candidate.
   *
   * @throws IndexOutOfBoundsException if there is no such candidate
   */
  int item(int candidate);
}
