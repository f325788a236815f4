package org.querent.core.model;

/**
 * The hierarchical prior of q: one mean and one precision per field for the slopes, and per field
 * and factor for the factors, estimated from q itself (models.md section 2, empirical Bayes).
 *
 * <p>A precision alpha has the hyperprior Exponential({@link #RATE}), whose logarithm is part of
 * the bound. It keeps the precision finite where a field explains nothing.
 */
final class Priors {
  /** Precision of the bias' prior N(0, 1 / 0.01): weak, but proper. */
  static final double BIAS_PRECISION = 0.01;

  /** Rate of the hyperprior of every precision, in stars^2 for slopes and in stars for factors. */
  static final double RATE = 0.5;

  private final MeanField q;
  private final int[][] degrees;

  /**
   * The prior of a posterior.
   *
   * @param q the posterior; aliased
   * @param degrees per field and feature, the number of examples the feature is active in; aliased.
   *     Features without examples have q equal to the prior and no say in it
   */
  Priors(MeanField q, int[][] degrees) {
    this.q = q;
    this.degrees = degrees;
  }

  /** Moves every prior to its optimum given q. Cost: O(features * factors). */
  void estimate() {
    for (int field = 0; field < q.space.fields(); field++) {
      estimateSlopes(field);
      for (int f = 0; f < q.factors; f++) {
        estimateFactor(field, f);
      }
    }
  }

  private void estimateSlopes(int field) {
    Moments moments = moments(field, q.slopeMean, q.slopeVariance, 1, 0);
    if (moments.count > 0) {
      q.slopePriorMean[field] = moments.mean;
      q.slopePriorPrecision[field] = moments.precision();
    }
  }

  private void estimateFactor(int field, int f) {
    Moments moments = moments(field, q.factorMean, q.factorVariance, q.factors, f);
    if (moments.count > 0) {
      q.factorPriorMean[field * q.factors + f] = moments.mean;
      q.factorPriorPrecision[field * q.factors + f] = moments.precision();
    }
  }

  private Moments moments(int field, double[] means, double[] variances, int stride, int offset) {
    int start = q.space.start(field);
    int[] seen = degrees[field];
    int count = 0;
    double sum = 0;
    for (int j = 0; j < seen.length; j++) {
      if (seen[j] > 0) {
        count++;
        sum += means[(start + j) * stride + offset];
      }
    }
    double mean = sum / count;
    double spread = 0;
    for (int j = 0; j < seen.length; j++) {
      if (seen[j] > 0) {
        int at = (start + j) * stride + offset;
        double deviation = means[at] - mean;
        spread += deviation * deviation + variances[at];
      }
    }
    return new Moments(count, mean, spread);
  }

  private record Moments(int count, double mean, double spread) {
    /** The maximum of count/2 ln(alpha) - alpha spread / 2 - RATE alpha. */
    double precision() {
      return count / (spread + 2 * RATE);
    }
  }

  /** Sets q of the features without examples to the prior: they fall back on their group. */
  void applyToUnseen() {
    for (int field = 0; field < q.space.fields(); field++) {
      for (int j = 0; j < degrees[field].length; j++) {
        if (degrees[field][j] == 0) {
          apply(field, q.space.start(field) + j);
        }
      }
    }
  }

  private void apply(int field, int feature) {
    q.slopeMean[feature] = q.slopePriorMean[field];
    q.slopeVariance[feature] = 1 / q.slopePriorPrecision[field];
    for (int f = 0; f < q.factors; f++) {
      q.factorMean[feature * q.factors + f] = q.factorPriorMean[field * q.factors + f];
      q.factorVariance[feature * q.factors + f] = 1 / q.factorPriorPrecision[field * q.factors + f];
    }
  }

  /**
   * The part of the evidence lower bound that the priors make: minus the Kullback-Leibler
   * divergence of q from its prior, plus the log density of the hyperpriors, in nats.
   */
  double bound() {
    double bound = -divergence(q.biasMean, q.biasVariance, 0, BIAS_PRECISION);
    for (int field = 0; field < q.space.fields(); field++) {
      bound -= RATE * q.slopePriorPrecision[field];
      for (int f = 0; f < q.factors; f++) {
        bound -= RATE * q.factorPriorPrecision[field * q.factors + f];
      }
      for (int j = 0; j < degrees[field].length; j++) {
        if (degrees[field][j] > 0) {
          bound -= divergence(field, q.space.start(field) + j);
        }
      }
    }
    return bound;
  }

  private double divergence(int field, int feature) {
    double sum =
        divergence(
            q.slopeMean[feature],
            q.slopeVariance[feature],
            q.slopePriorMean[field],
            q.slopePriorPrecision[field]);
    for (int f = 0; f < q.factors; f++) {
      sum +=
          divergence(
              q.factorMean[feature * q.factors + f],
              q.factorVariance[feature * q.factors + f],
              q.factorPriorMean[field * q.factors + f],
              q.factorPriorPrecision[field * q.factors + f]);
    }
    return sum;
  }

  static double divergence(double mean, double variance, double prior, double precision) {
    double deviation = mean - prior;
    double ratio = precision * variance;
    return 0.5 * (precision * deviation * deviation + ratio - 1 - Math.log(ratio));
  }
}
