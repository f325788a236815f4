package org.querent.strategies.rehearsal;

import java.util.Arrays;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.strategies.moments.NormalEquations;

/**
 * What answers make of a newcomer's row: with z = (1, mu) an item's mean, and r what the bias and
 * the item's slope leave of the answer,
 *
 * <pre>
 *   precision += E[z z^T] / sigma^2     pull += (z r - c) / sigma^2     mean = precision^-1 pull
 * </pre>
 *
 * from the prior's precision and pull on, with c the covariance of z with the item's slope. This is
 * where folding in ends; with a diagonal covariance its mean is the same. Where the model has noise
 * by user, the newcomer's stays what it is expected to be, whatever the answers say of it. Not
 * thread-safe: it has scratch.
 */
final class FoldedAnswers {
  /** 1 + the number of factors. */
  final int width;

  /** The precision of the prior, row-major, and the pull. */
  final double[] precision;

  final double[] pull;

  private final double bias;
  private final double[] slopes;

  /** z by item. */
  private final double[] z;

  /** E[z z^T] / sigma^2 by item, row-major. */
  private final double[] information;

  /** The covariance of z with the slope, by item. */
  private final double[] withSlope;

  private final double noise;
  private final NormalEquations equations;

  /**
   * The answers of a newcomer.
   *
   * @param newcomer a user without a rating
   * @param items how many items there are, the first of the posterior's
   */
  FoldedAnswers(Posterior posterior, int newcomer, int items) {
    width = posterior.factors() + 1;
    bias = posterior.biasMean();
    noise = posterior.noiseVariance(newcomer);
    slopes = new double[items];
    z = new double[items * width];
    information = new double[items * width * width];
    withSlope = new double[items * width];
    equations = new NormalEquations(width);
    for (int item = 0; item < items; item++) {
      copy(posterior.items(), item);
    }
    precision = new double[width * width];
    pull = new double[width];
    prior(posterior.users(), newcomer);
  }

  private void copy(GaussianRows items, int item) {
    slopes[item] = items.slopeMean(item);
    int at = item * width;
    for (int a = 0; a < width; a++) {
      // The sensitivity to the newcomer's slope is 1 for sure.
      z[at + a] = a == 0 ? 1 : items.factorMean(item, a - 1);
      withSlope[at + a] = a == 0 ? 0 : items.covariance(item, 0, a);
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        double unsure = a == 0 || b == 0 ? 0 : items.covariance(item, a, b);
        information[(at + a) * width + b] = (z[at + a] * z[at + b] + unsure) / noise;
      }
    }
  }

  private void prior(GaussianRows users, int newcomer) {
    double[] covariance = new double[width * width];
    for (int a = 0; a < width; a++) {
      pull[a] = a == 0 ? users.slopeMean(newcomer) : users.factorMean(newcomer, a - 1);
      for (int b = 0; b < width; b++) {
        covariance[a * width + b] = users.covariance(newcomer, a, b);
      }
    }
    double[] column = new double[width];
    for (int a = 0; a < width; a++) {
      Arrays.fill(column, 0);
      column[a] = 1;
      mean(covariance, column, column);
      System.arraycopy(column, 0, precision, a * width, width);
    }
    mean(covariance, pull, pull);
  }

  /** What the bias and the item's slope leave of a rating. */
  double rest(int item, double rating) {
    return rating - bias - slopes[item];
  }

  /** What a row explains of the rest of an item's rating. */
  double explained(int item, double[] mean) {
    double sum = 0;
    for (int a = 0, at = item * width; a < width; a++) {
      sum += z[at + a] * mean[a];
    }
    return sum;
  }

  /** By what a row ranks an item: its rating, but for what is the same of all items. */
  double score(int item, double[] mean) {
    return slopes[item] + explained(item, mean);
  }

  /** Adds z z^T, and z times a rest, to sums. */
  void addTo(double[] squares, double[] products, int item, double rest) {
    int at = item * width;
    for (int a = 0; a < width; a++) {
      products[a] += z[at + a] * rest;
      for (int b = 0; b < width; b++) {
        squares[a * width + b] += z[at + a] * z[at + b];
      }
    }
  }

  /** Adds an answer, by its rest, to a precision and a pull. */
  void answer(double[] to, double[] pulled, int item, double rest) {
    int at = item * width;
    for (int a = 0; a < width; a++) {
      pulled[a] += (z[at + a] * rest - withSlope[at + a]) / noise;
    }
    for (int a = 0, from = at * width; a < to.length; a++) {
      to[a] += information[from + a];
    }
  }

  /** Writes the mean of a row, over the pull if that is the same array. Cost: O(k^3). */
  void mean(double[] ofPrecision, double[] ofPull, double[] mean) {
    System.arraycopy(ofPrecision, 0, equations.matrix(), 0, ofPrecision.length);
    System.arraycopy(ofPull, 0, equations.vector(), 0, width);
    equations.solve();
    System.arraycopy(equations.vector(), 0, mean, 0, width);
  }
}
