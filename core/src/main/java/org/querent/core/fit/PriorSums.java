package org.querent.core.fit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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

  /** Per group; null where the features of a group have one prior mean. */
  private final @Nullable RegressionSums[] regressions;

  /** Sums over nothing yet. */
  public PriorSums(Machine machine) {
    prior = machine.prior;
    q = machine.features;
    width = machine.width;
    counts = new int[prior.groups()];
    means = new double[counts.length * width];
    block = q.shape == Shape.FULL ? width * width : width;
    products = new double[counts.length * block];
    regressions = new @Nullable RegressionSums[counts.length];
    for (int group = 0; group < counts.length; group++) {
      regressions[group] =
          prior.regression(group).map(it -> new RegressionSums(it, q)).orElse(null);
    }
  }

  /** Sums over all features with examples. Cost: O(features * k), times k if they are full. */
  public void sum(int[] degrees) {
    Arrays.fill(counts, 0);
    Arrays.fill(means, 0);
    Arrays.fill(products, 0);
    for (RegressionSums regression : regressions) {
      if (regression != null) {
        regression.clear();
      }
    }
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
    RegressionSums regression = regressions[group];
    if (regression != null) {
      regression.add(feature - prior.start(group), feature, sign);
    }
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

  /** Moves the means of a group's prior, or their regression, to the optimum. */
  void solveMeans(int group) {
    RegressionSums regression = regressions[group];
    if (regression != null) {
      regression.solve(prior.means, group * width);
      return;
    }
    for (int a = 0; a < width; a++) {
      prior.means[group * width + a] = means[group * width + a] / counts[group];
    }
  }

  /**
   * The sum of E[(theta - m)_a (theta - m)_b] over a group, where m are the features' prior means;
   * of a regression plus the ridge's. What is kept are larger sums, whose difference may round
   * below zero; a square's is not.
   *
   * @param b at most a, and a itself where parameters are independent
   */
  double spread(int group, int a, int b) {
    int at = group * width;
    double[] m = prior.means;
    double product = products[group * block + (q.shape == Shape.FULL ? a * width + b : a)];
    RegressionSums regression = regressions[group];
    double spread =
        regression != null
            ? product - regression.explained(m, at, a, b)
            : product
                - m[at + a] * means[at + b]
                - m[at + b] * means[at + a]
                + counts[group] * m[at + a] * m[at + b];
    return a == b ? Math.max(0, spread) : spread;
  }
}
