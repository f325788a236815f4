package org.querent.simulator.judge;

/**
 * What a learner has made of known ratings. Users and items are indices of the data set, known or
 * not. Used by one thread, which asks about one user after the other.
 */
public interface RatingPredictor {
  /** The predicted rating of a pair in the unit of the data; finite, and not clipped. */
  double rating(int user, int item);

  /**
   * By what items are ranked for a user: the predicted ratings, unless the learner ranks by
   * something else.
   *
   * @param scores receives a number for each item, the better the larger; finite
   */
  default void scores(int user, double[] scores) {
    for (int item = 0; item < scores.length; item++) {
      scores[item] = rating(user, item);
    }
  }
}
