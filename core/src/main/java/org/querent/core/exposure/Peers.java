package org.querent.core.exposure;

import java.util.Arrays;

/**
 * Those who know what somebody knows: old users, 2,000 drawn from more, weighed by how probable the
 * answers and refusals were if one knew what that user does. With b the part of the users that
 * knows an item, whoever is like a user knows an item of that user's list with probability 1/2 +
 * b/2, and any other with 0.8 b; the probability that an item is known is the part of the weights
 * whose lists have it, drawn in as b is, and mixed with a tenth of b.
 *
 * <p>By itself this foresees less than {@link UserExposure} does, whose factors see more of
 * everything; but lists see what is rare and goes together, and on one of two data sets questions
 * chosen by the mean of both taught more than by either (see the README of core). Mutable and not
 * thread-safe; two numbers a peer.
 */
public final class Peers {
  /** How much is learned from the lists, and how much from what everybody knows. */
  private static final double TRUST = 0.9;

  /** Weights below the largest times this are left out. */
  private static final double LEAST = 1e-6;

  private final PeerLists lists;
  private final double[] logs;
  private final double[] weights;
  private boolean isWeighed;

  /** Nothing is known: everybody weighs the same. */
  Peers(PeerLists lists) {
    this.lists = lists;
    logs = new double[lists.size()];
    weights = new double[logs.length];
  }

  /** Takes in that they know an item. O(raters of the item). */
  public void answered(int item) {
    observe(item, true);
  }

  /** Takes in that they were asked about an item and do not know it. O(raters of the item). */
  public void refused(int item) {
    observe(item, false);
  }

  /** What is common to all weights is left out. */
  private void observe(int item, boolean isKnown) {
    double share = lists.shares[item];
    double inList = 0.5 + share / 2;
    double inNone = 0.8 * share;
    double step = isKnown ? Math.log(inList / inNone) : Math.log((1 - inList) / (1 - inNone));
    for (int n = lists.start(item); n < lists.start(item + 1); n++) {
      logs[lists.rater(n)] += step;
    }
    isWeighed = false;
  }

  private void weigh() {
    if (isWeighed) {
      return;
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double sum = 0;
    for (int peer = 0; peer < logs.length; peer++) {
      double weight = Math.exp(logs[peer] - most);
      weights[peer] = weight < LEAST ? 0 : weight;
      sum += weights[peer];
    }
    for (int peer = 0; peer < logs.length; peer++) {
      weights[peer] *= TRUST * lists.drawn(1 / sum);
    }
    isWeighed = true;
  }

  /** What an item has without anybody's weight. */
  private double least(int item) {
    return TRUST * lists.drawnNone() + (1 - TRUST) * lists.shares[item];
  }

  /**
   * The probability that they know an item. O(raters of the item), after an observation O(peers).
   */
  public double probability(int item) {
    weigh();
    double probability = least(item);
    for (int n = lists.start(item); n < lists.start(item + 1); n++) {
      probability += weights[lists.rater(n)];
    }
    return probability;
  }

  /**
   * The probability that they know each item, to the bit as of one alone. O(peers + ratings of
   * those whose weight counts); nothing is allocated.
   *
   * @param out gets them, one an item
   * @throws IllegalArgumentException if it is of another length
   */
  public void probabilities(double[] out) {
    if (out.length != lists.shares.length) {
      throw new IllegalArgumentException(
          out.length + " places for " + lists.shares.length + " items");
    }
    weigh();
    Arrays.setAll(out, this::least);
    for (int peer = 0; peer < weights.length; peer++) {
      double weight = weights[peer];
      if (weight > 0) {
        for (int n = 0; n < lists.count(peer); n++) {
          out[lists.item(peer, n)] += weight;
        }
      }
    }
  }
}
