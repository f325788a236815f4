package org.querent.strategies;

/**
 * A strategy that can predict ratings by itself, from what it asks by: whoever judges it can
 * measure these predictions beside those of the model. It is told whom to predict for and not about
 * what, so that it does not learn what it is judged by.
 */
public interface SelfPredicting extends QueryStrategy {
  /**
   * Predicts what a user would rate every item.
   *
   * @param known the ratings known so far, those of the user among them
   * @param candidates what may still be asked, and what was
   * @param means gets a prediction of every item, in the unit of the data; finite
   * @return whether this strategy has predictions; if not, {@code means} are as they were
   */
  boolean predict(History known, Candidates candidates, int user, double[] means);
}
