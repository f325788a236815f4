package org.querent.simulator.metric;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.querent.core.posterior.Predictor;
import org.querent.strategies.learner.CandidatePool;

/**
 * Adds up the epistemic variance of what may still be asked for; of more than 134 million pairs, of
 * 17 million that are spread evenly. Not thread-safe.
 */
public final class PoolVariance {
  /** So many pairs are predicted at a time: enough to share between threads, little to keep. */
  private static final int BLOCK = 16384;

  /** So many pairs are looked at one by one: a few seconds of work. */
  private static final int MOST = 1 << 27;

  /** About so many are looked at of more: enough for a mean. */
  private static final int ENOUGH = 1 << 24;

  private double sum;
  private long pairs;

  /** One in how many pairs is looked at. */
  public static int step(long pairs) {
    return pairs <= MOST ? 1 : Math.toIntExact(pairs / ENOUGH);
  }

  /** Adds the open pairs of a pool, in the order of their numbers. Cost: O(pairs * k). */
  public void add(Predictor posterior, CandidatePool pool) {
    IntArrayList users = new IntArrayList(Math.min(BLOCK, pool.size()));
    IntArrayList items = new IntArrayList(users.elements().length);
    int step = step(pool.capacity());
    for (long next = 0; next < pool.capacity(); next += step) {
      int candidate = (int) next;
      if (pool.isOpen(candidate)) {
        users.add(pool.user(candidate));
        items.add(pool.item(candidate));
        if (users.size() == BLOCK) {
          add(posterior, users, items);
        }
      }
    }
    add(posterior, users, items);
  }

  private void add(Predictor posterior, IntArrayList users, IntArrayList items) {
    double[] means = new double[users.size()];
    double[] variances = new double[users.size()];
    posterior.predict(users.toIntArray(), items.toIntArray(), means, variances);
    for (double variance : variances) {
      sum += variance;
    }
    pairs += variances.length;
    users.clear();
    items.clear();
  }

  /** The sums, to be saved. */
  public double[] save() {
    return new double[] {sum, pairs};
  }

  /** Takes back what was saved. */
  public void restore(double[] saved) {
    sum = saved[0];
    pairs = (long) saved[1];
  }

  /** The mean; 0 where nothing is left to ask for. */
  public double mean() {
    return pairs == 0 ? 0 : sum / pairs;
  }
}
