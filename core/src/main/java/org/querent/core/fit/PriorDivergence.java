package org.querent.core.fit;

import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;
import org.querent.core.posterior.PriorRegression;
import org.querent.core.spec.PriorScale;

/** What a prior takes off the evidence lower bound, and what its hyperprior adds. */
public final class PriorDivergence {
  private final Prior prior;

  /** The divergence from a prior as it stands when it is asked for. */
  public PriorDivergence(Prior prior) {
    this.prior = prior;
  }

  /**
   * The weighted divergence of a machine's posterior from the prior, in nats; of a machine without
   * variances half the weighted squares.
   */
  public double total(Machine machine, int[] degrees) {
    double sum =
        prior.biasWeight * of(machine.biasMean, machine.biasVariance, 0, prior.biasPrecision);
    Gaussians q = machine.features;
    for (int group = 0; group < prior.groups(); group++) {
      double[] scratch = new double[prior.block];
      double logDeterminant = logDeterminant(group, scratch);
      for (int feature = prior.start(group); feature < prior.end(group); feature++) {
        if (degrees[feature] > 0) {
          sum +=
              prior.shape == Shape.FULL
                  ? prior.factorWeight * blockDivergence(group, feature, q, logDeterminant, scratch)
                  : diagonalDivergence(group, feature, q);
        }
      }
      if (prior.scale == PriorScale.HIERARCHICAL) {
        sum += groupDivergence(group);
      }
      sum += regressionDivergence(group);
    }
    return sum;
  }

  private double logDeterminant(int group, double[] scratch) {
    if (prior.shape != Shape.FULL) {
      return 0;
    }
    System.arraycopy(prior.precisions, group * prior.block, scratch, 0, prior.block);
    Cholesky.factor(scratch, 0, prior.width);
    return Cholesky.logDeterminant(scratch, 0, prior.width);
  }

  private double groupDivergence(int group) {
    double sum = 0;
    for (int a = 0; a < prior.width; a++) {
      int at = group * prior.width + a;
      // A group that no example has touched is as its own prior says.
      if (prior.meanVariances[at] > 0) {
        sum +=
            prior.weight(a)
                * of(prior.means[at], prior.meanVariances[at], 0, prior.groupPrecisions[at]);
      }
    }
    return sum;
  }

  /** That of q(B), a matrix Gaussian, from the prior of B, whose columns are correlated alike. */
  private double regressionDivergence(int group) {
    return prior.regression(group).map(it -> divergence(group, it)).orElse(0.0);
  }

  private double divergence(int group, PriorRegression regression) {
    int count = regression.count;
    double[] factor = regression.covariance.clone();
    Cholesky.factor(factor, 0, count);
    double ofColumn =
        -count
            - Cholesky.logDeterminant(factor, 0, count)
            - count * Math.log(PriorRegression.RIDGE);
    for (int n = 0; n < count; n++) {
      ofColumn += PriorRegression.RIDGE * regression.covariance[n * (count + 1)];
    }
    double sum = 0;
    for (int a = 0; a < prior.width; a++) {
      double expected = ofColumn;
      for (int b = 0; b < prior.width; b++) {
        double precision = PriorRegression.RIDGE * prior.precision(group, a, b);
        for (int n = 0; precision != 0 && n < count; n++) {
          int at = n * prior.width;
          expected += precision * regression.coefficients[at + a] * regression.coefficients[at + b];
        }
      }
      sum += 0.5 * prior.weight(a) * expected;
    }
    return sum;
  }

  private double[] center(int group, int feature) {
    double[] center = new double[prior.width];
    prior.copyMean(group, feature, center);
    return center;
  }

  private double diagonalDivergence(int group, int feature, Gaussians q) {
    double sum = 0;
    double[] center = center(group, feature);
    double part = prior.unknown(group, feature);
    for (int a = 0; a < prior.width; a++) {
      double precision = prior.precisions[group * prior.width + a];
      double mean = q.means[feature * prior.width + a];
      double unknown = 0.5 * (precision * prior.meanVariances[group * prior.width + a] + part);
      double variance = q.covariance(feature, a, a);
      sum += prior.weight(a) * (of(mean, variance, center[a], precision) + unknown);
    }
    return sum;
  }

  private double blockDivergence(
      int group, int feature, Gaussians q, double logDeterminant, double[] scratch) {
    System.arraycopy(q.covariances, feature * prior.block, scratch, 0, prior.block);
    Cholesky.factor(scratch, 0, prior.width);
    double logRatio = logDeterminant + Cholesky.logDeterminant(scratch, 0, prior.width);
    double[] center = center(group, feature);
    double expectedSquare = prior.width * prior.unknown(group, feature);
    for (int a = 0; a < prior.width; a++) {
      double deviation = q.means[feature * prior.width + a] - center[a];
      for (int b = 0; b < prior.width; b++) {
        double other = q.means[feature * prior.width + b] - center[b];
        double second = deviation * other + q.covariance(feature, a, b);
        second += a == b ? prior.meanVariances[group * prior.width + a] : 0;
        expectedSquare += prior.precisions[(group * prior.width + a) * prior.width + b] * second;
      }
    }
    return 0.5 * (expectedSquare - prior.width - logRatio);
  }

  /**
   * The divergence of N(mean, variance) from N(center, 1 / precision); without a variance, half the
   * square alone.
   */
  static double of(double mean, double variance, double center, double precision) {
    double deviation = mean - center;
    double square = precision * deviation * deviation;
    if (variance == 0) {
      return 0.5 * square;
    }
    double ratio = precision * variance;
    return 0.5 * (square + ratio - 1 - Math.log(ratio));
  }

  /** The logarithm of the density of precisions or scales, up to a constant. */
  public double logHyperprior() {
    double sum = 0;
    for (int group = 0; group < prior.groups(); group++) {
      for (int a = 0; a < prior.width; a++) {
        double precision = prior.precision(group, a, a);
        sum -=
            prior.weight(a)
                * switch (prior.scale) {
                  case FIXED -> 0;
                  case ESTIMATED -> Prior.RATE * precision;
                  case HIERARCHICAL ->
                      1 / Math.sqrt(precision)
                          + 1 / Math.sqrt(prior.groupPrecisions[group * prior.width + a]);
                };
      }
    }
    return sum;
  }
}
