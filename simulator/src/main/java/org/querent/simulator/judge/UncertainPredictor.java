package org.querent.simulator.judge;

/** A predictor that knows how sure it is, and so has a likelihood and intervals as well. */
public interface UncertainPredictor extends RatingPredictor {
  /**
   * The variance of a new rating of a pair around the predicted one, noise included, in the square
   * of the data's unit; above 0.
   */
  double variance(int user, int item);
}
