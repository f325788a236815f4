package org.querent.core.model;

import java.util.random.RandomGenerator;

/**
 * One factorization machine drawn from a posterior: every parameter a number.
 *
 * <p>Redrawn in place, so that a strategy that needs a draw per query allocates once; valid as long
 * as the posterior does not change. Not thread-safe.
 */
public final class PosteriorDraw {
  private final MeanField q;
  private final int items;
  private double bias;
  private final double[] slopes;
  private final double[] factors;

  /** Cholesky factors of the rows' covariances, and a row's standard normal numbers. */
  private final double[] roots;

  private final double[] normals;

  PosteriorDraw(MeanField q) {
    this.q = q;
    this.items = q.space.start(1);
    this.slopes = new double[q.slopeMean.length];
    this.factors = new double[q.factorMean.length];
    this.roots = q.covariance.clone();
    this.normals = new double[q.width];
    for (int row = 0; row * q.width * q.width < roots.length; row++) {
      Cholesky.factor(roots, row * q.width * q.width, q.width);
    }
  }

  /**
   * Draws every parameter anew. Cost: O((users + items) * k), times k if the covariance is full.
   */
  public void redraw(RandomGenerator random) {
    bias = q.biasMean + Math.sqrt(q.biasVariance) * random.nextGaussian();
    if (q.isFull()) {
      for (int row = 0; row < slopes.length; row++) {
        drawRow(row, random);
      }
    } else {
      draw(q.slopeMean, q.slopeVariance, slopes, random);
      draw(q.factorMean, q.factorVariance, factors, random);
    }
  }

  private void drawRow(int row, RandomGenerator random) {
    for (int a = 0; a < q.width; a++) {
      normals[a] = random.nextGaussian();
    }
    for (int a = 0; a < q.width; a++) {
      int root = (row * q.width + a) * q.width;
      double sum = 0;
      for (int b = 0; b <= a; b++) {
        sum += roots[root + b] * normals[b];
      }
      if (a == 0) {
        slopes[row] = q.slopeMean[row] + sum;
      } else {
        int at = row * q.factors + a - 1;
        factors[at] = q.factorMean[at] + sum;
      }
    }
  }

  private static void draw(
      double[] means, double[] variances, double[] into, RandomGenerator random) {
    for (int i = 0; i < into.length; i++) {
      into[i] = means[i] + Math.sqrt(variances[i]) * random.nextGaussian();
    }
  }

  /** The rating that the drawn model predicts for a pair, in stars. Cost: O(k). */
  public double rating(int user, int item) {
    int i = items + item;
    double rating = bias + slopes[user] + slopes[i];
    for (int f = 0, a = user * q.factors, b = i * q.factors; f < q.factors; f++, a++, b++) {
      rating += factors[a] * factors[b];
    }
    return rating;
  }
}
