package org.querent.core.model;

import java.util.random.RandomGenerator;

/**
 * One factorization machine drawn from a posterior: every parameter a number.
 *
 * <p>Redrawn in place, so that a strategy that needs a draw per query allocates once. Not
 * thread-safe.
 */
public final class PosteriorDraw {
  private final MeanField q;
  private final int items;
  private double bias;
  private final double[] slopes;
  private final double[] factors;

  PosteriorDraw(MeanField q) {
    this.q = q;
    this.items = q.space.start(1);
    this.slopes = new double[q.slopeMean.length];
    this.factors = new double[q.factorMean.length];
  }

  /** Draws every parameter anew from the present posterior. Cost: O((users + items) * k). */
  public void redraw(RandomGenerator random) {
    bias = q.biasMean + Math.sqrt(q.biasVariance) * random.nextGaussian();
    draw(q.slopeMean, q.slopeVariance, slopes, random);
    draw(q.factorMean, q.factorVariance, factors, random);
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
