package org.querent.core.model;

import java.util.random.RandomGenerator;
import org.querent.core.model.Gaussians.Shape;

/**
 * One factorization machine drawn from a posterior: every parameter a number.
 *
 * <p>Redrawn in place, so that a strategy that needs a draw per query allocates once; valid as long
 * as the posterior does not change. Not thread-safe.
 */
public final class PosteriorDraw {
  private final Machine machine;
  private final Gaussians features;
  private final Side left;
  private final Side right;
  private double bias;

  /** Standard deviations, or Cholesky factors of the covariances. */
  private final double[] roots;

  private final double[] normals;

  PosteriorDraw(Machine machine) {
    this.machine = machine;
    Gaussians q = machine.features;
    features = new Gaussians(q.rows, q.width, Shape.POINT);
    left = new Side(machine.left.design, features, true);
    right = new Side(machine.right.design, features, true);
    roots = q.covariances.clone();
    normals = new double[q.width];
    for (int at = 0; at < roots.length; at += q.block) {
      if (q.shape == Shape.FULL) {
        Cholesky.factor(roots, at, q.width);
      } else {
        for (int a = at; a < at + q.width; a++) {
          roots[a] = Math.sqrt(roots[a]);
        }
      }
    }
  }

  /**
   * Draws every parameter anew. Cost: O(features * k), times k if the covariance is full, and the
   * entries of the designs.
   */
  public void redraw(RandomGenerator random) {
    bias = machine.biasMean + Math.sqrt(machine.biasVariance) * random.nextGaussian();
    for (int feature = 0; feature < features.rows; feature++) {
      for (int a = 0; a < features.width; a++) {
        normals[a] = random.nextGaussian();
      }
      for (int a = 0; a < features.width; a++) {
        int at = feature * features.width + a;
        features.means[at] = machine.features.means[at] + deviation(feature, a);
      }
    }
    left.refresh();
    right.refresh();
  }

  private double deviation(int feature, int a) {
    int width = features.width;
    return switch (machine.features.shape) {
      case POINT -> 0;
      case DIAGONAL -> roots[feature * width + a] * normals[a];
      case FULL -> {
        int root = (feature * width + a) * width;
        double sum = 0;
        for (int b = 0; b <= a; b++) {
          sum += roots[root + b] * normals[b];
        }
        yield sum;
      }
    };
  }

  /** The rating that the drawn model predicts for a pair, in stars. Cost: O(k). */
  public double rating(int user, int item) {
    return bias + Side.mean(left, user, right, item);
  }
}
