package org.querent.simulator.oracle;

import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;

/** What one learner may ask for, and for each question the rating that answers it. Immutable. */
public interface Questions {
  /** A pool of all of them, open; made anew. */
  CandidatePool pool(ItemCosts costs);

  /** The row of the held-back ratings that answers a candidate of such a pool; -1 if none does. */
  int row(CandidatePool pool, int candidate);

  /**
   * A pool of all of them.
   *
   * @param closed the candidates that were asked for
   */
  default CandidatePool pool(ItemCosts costs, int[] closed) {
    CandidatePool pool = pool(costs);
    for (int candidate : closed) {
      pool.close(candidate);
    }
    return pool;
  }

  /** The answer to each candidate of such a pool; NaN where there is none. */
  default double[] answers(CandidatePool pool, Oracle oracle) {
    double[] answers = new double[pool.capacity()];
    for (int candidate = 0; candidate < answers.length; candidate++) {
      int row = row(pool, candidate);
      answers[candidate] = row < 0 ? Double.NaN : oracle.answer(row);
    }
    return answers;
  }
}
