package org.querent.core.fit;

import java.util.Arrays;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;

/**
 * What the prior needs to know of the posteriors of all features with examples: per group their
 * number, and the sums of their means and of E[theta theta^T]. A feature that moves is taken out as
 * it was and put back as it is, so that the prior follows at the cost of what has moved. Mutable,
 * owned by one ascent.
 */
public final class PriorSums {
  private final Prior prior;
  private final Gaussians q;
  private final int width;

  final int[] counts;

  /** Per group and parameter. */
  final double[] means;

  /** E[theta theta^T], the diagonal alone where parameters are independent. */
  private final double[] products;

  private final int block;

  /** Sums over nothing yet. */
  public PriorSums(Machine machine) {
    prior = machine.prior;
    q = machine.features;
    width = machine.width;
    counts = new int[prior.groups()];
    means = new double[counts.length * width];
    block = q.shape == Shape.FULL ? width * width : width;
    products = new double[counts.length * block];
  }

  /** Sums over all features with examples. Cost: O(features * k), times k if they are full. */
  public void sum(int[] degrees) {
    Arrays.fill(counts, 0);
    Arrays.fill(means, 0);
    Arrays.fill(products, 0);
    for (int group = 0; group < counts.length; group++) {
      for (int feature = prior.start(group); feature < prior.end(group); feature++) {
        if (degrees[feature] > 0) {
          add(group, feature, 1);
        }
      }
    }
  }

  /** Adds a feature as it is. */
  public void add(int feature) {
    add(prior.group(feature), feature, 1);
  }

  /** Takes a feature out; it must be as it was when it was added. */
  public void remove(int feature) {
    add(prior.group(feature), feature, -1);
  }

  private void add(int group, int feature, int sign) {
    int mean = feature * width;
    counts[group] += sign;
    for (int a = 0; a < width; a++) {
      double mine = sign * q.means[mean + a];
      means[group * width + a] += mine;
      if (q.shape == Shape.FULL) {
        int row = group * block + a * width;
        int covariance = feature * block + a * width;
        for (int b = 0; b <= a; b++) {
          products[row + b] += mine * q.means[mean + b] + sign * q.covariances[covariance + b];
        }
      } else {
        products[group * block + a] +=
            mine * q.means[mean + a] + sign * q.covariance(feature, a, a);
      }
    }
  }

  /**
   * The sum of E[(theta - m)_a (theta - m)_b] over a group, where m are the groups' means. What is
   * kept are larger sums, whose difference may round below zero; a square's is not.
   *
   * @param b at most a, and a itself where parameters are independent
   */
  double spread(int group, int a, int b, double[] m) {
    int at = group * width;
    int product = q.shape == Shape.FULL ? a * width + b : a;
    double spread =
        products[group * block + product]
            - m[at + a] * means[at + b]
            - m[at + b] * means[at + a]
            + counts[group] * m[at + a] * m[at + b];
    return a == b ? Math.max(0, spread) : spread;
  }
}
