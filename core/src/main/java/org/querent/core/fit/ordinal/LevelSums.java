package org.querent.core.fit.ordinal;

import java.util.Arrays;
import org.querent.core.posterior.NormalInterval;

/**
 * How probable ratings are, and how that changes with the thresholds between levels: gradient and
 * Hessian, which is tridiagonal, since a rating depends on the two thresholds around it. With l and
 * u the ends of the interval less the prediction, g = phi / [Phi(u) - Phi(l)] at either,
 *
 * <pre>
 *   d/du = g_u     d/dl = -g_l     d2/du2 = -u g_u - g_u^2     d2/dl2 = l g_l - g_l^2     d2/du dl = g_u g_l
 * </pre>
 *
 * Mutable; one a chunk.
 */
final class LevelSums {
  private static final double LOG_ROOT = 0.5 * Math.log(2 * Math.PI);

  /** The sum of the logarithms of probabilities. */
  double logProbability;

  /** The sum of the squares of how far what was felt is to be expected from its prediction. */
  double squares;

  final double[] gradient;
  final double[] curvature;

  /** The second derivatives by a threshold and the one before it. */
  final double[] beside;

  /** Sums for so many thresholds, the infinite ones included. */
  LevelSums(int cuts) {
    gradient = new double[cuts];
    curvature = new double[cuts];
    beside = new double[cuts];
  }

  void clear() {
    logProbability = 0;
    squares = 0;
    Arrays.fill(gradient, 0);
    Arrays.fill(curvature, 0);
    Arrays.fill(beside, 0);
  }

  void add(LevelSums others) {
    logProbability += others.logProbability;
    squares += others.squares;
    for (int c = 0; c < gradient.length; c++) {
      gradient[c] += others.gradient[c];
      curvature[c] += others.curvature[c];
      beside[c] += others.beside[c];
    }
  }

  /** Adds how probable a rating is. */
  void addValue(double lower, double upper) {
    logProbability += NormalInterval.logProbability(lower, upper);
  }

  /** Adds how probable a rating is, and what was felt. */
  void addFelt(double lower, double upper) {
    addValue(lower, upper);
    double surprise = NormalInterval.mean(lower, upper);
    squares += surprise * surprise;
  }

  /** Adds how probable a rating of a level is, and how that changes. */
  void addSlopes(int level, double lower, double upper) {
    double value = NormalInterval.logProbability(lower, upper);
    logProbability += value;
    double atUpper = Math.exp(-0.5 * upper * upper - LOG_ROOT - value);
    double atLower = Math.exp(-0.5 * lower * lower - LOG_ROOT - value);
    if (atUpper > 0) {
      gradient[level + 1] += atUpper;
      curvature[level + 1] -= (upper + atUpper) * atUpper;
    }
    if (atLower > 0) {
      gradient[level] -= atLower;
      curvature[level] += (lower - atLower) * atLower;
    }
    beside[level + 1] += atLower * atUpper;
  }
}
