package org.querent.simulator.stopping;

/**
 * How many queries a run may ask. Apart from the strategy on purpose: what to ask and how much to
 * ask are two decisions.
 *
 * @param total the number of queries at which the run ends
 * @param batch the number of queries between two retrainings
 */
public record QueryBudget(int total, int batch) {
  /**
   * Where the last batch of a run begins: up to there, a run is as if it were a longer one.
   *
   * @param end how many queries there are
   */
  public int lastBatch(int end) {
    return (end - 1) / batch * batch;
  }

  /** The size of the next batch; 0 ends the run. */
  public int next(int asked, int candidates) {
    return Math.min(Math.min(batch, total - asked), candidates);
  }
}
