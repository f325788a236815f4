package org.querent.core.fit.adam;

import org.querent.core.fit.RatingList;

/** The loss of a batch of ratings under a machine, and its gradient. Not thread-safe. */
public interface BatchLoss {
  /**
   * Adds the gradient of the batch's mean of beta / 2 E[(y - yhat)^2] to a gradient.
   *
   * @param ratings where the batch is from
   * @param from the first of the batch
   * @param to one past its last
   * @param step names the random numbers of the batch, if it needs any
   */
  void addGradient(RatingList ratings, int from, int to, long step, Gradient gradient);
}
