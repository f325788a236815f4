package org.querent.simulator.protocol;

import java.util.Arrays;
import org.querent.simulator.metric.PoolVariance;
import org.querent.simulator.oracle.Questions;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;

/**
 * A learner and what answers it.
 *
 * @param learner asks
 * @param pool its candidates, which the learner alone closes
 * @param questions what the rows of the pool are
 */
record Interview(ActiveLearner learner, CandidatePool pool, Questions questions) {
  /** The number of questions left. */
  int open() {
    return pool.size();
  }

  /** The row of the held-back ratings that answers a candidate, or -1. */
  int row(int candidate) {
    return questions.row(pool, candidate);
  }

  /** The candidates that were asked for, or rated without being asked, in order. */
  int[] closed() {
    int[] closed = new int[pool.capacity() - pool.size()];
    Arrays.setAll(closed, pool::closed);
    return closed;
  }

  /** Adds the variances of the questions left. */
  void addTo(PoolVariance variance) {
    variance.add(learner.posterior(), pool);
  }
}
