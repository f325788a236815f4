package org.querent.core.fit.adam;

import org.querent.core.fit.RatingList;

/** How the steps of an epoch are taken. Not thread-safe. */
public interface Epochs {
  /**
   * Takes a step for each batch of a list, in order: moves the machine's features and bias, and the
   * moments. What fails leaves all of these as they were.
   *
   * @param ratings batch after batch, each user by user
   * @param batch the size of a batch; the last one may be smaller
   * @param step holds the moments, and the prior as it stands
   */
  void run(RatingList ratings, int batch, AdamStep step);
}
