package org.querent.simulator.judge;

import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;

/** Learns from known ratings to predict others. Thread-safe: one learner fits several runs. */
@FunctionalInterface
public interface Learner {
  /**
   * Fits from scratch. The same ratings in the same order and the same streams give the same
   * predictions, bit by bit.
   *
   * @param known at least one rating of users and items of a data set, which may have more users
   *     and items; times are not told and read as any
   * @param streams the only randomness; equal for all strategies of a seed, so that these differ by
   *     their answers alone
   */
  RatingPredictor fit(Ratings known, RandomStreams streams);
}
