package org.querent.core.model;

import java.util.Arrays;

/**
 * Coordinate ascent for any number of active features of any value (models.md section 2): the
 * general case, of which {@link PairCoordinateAscent} is the fast special one.
 *
 * <p>Per example it keeps the residual, and per example and factor the running sums over the active
 * features of p_j = x_j mu_jf (P), of r_j = x_j^2 t_jf (R) and of r_j p_j (Q), so that every update
 * costs O(1) per example and parameter. Memory: 3 * examples * factors numbers.
 *
 * <p>Not thread-safe.
 */
final class SparseCoordinateAscent implements CoordinateAscent {
  private final MeanField q;
  private final Examples examples;
  private final Priors priors;
  private final int[] fieldOf;
  private final double[] residuals;
  private final double[] sumP;
  private final double[] sumR;
  private final double[] sumQ;

  SparseCoordinateAscent(MeanField q, Examples examples) {
    this.q = q;
    this.examples = examples;
    this.priors = new Priors(q, examples.degrees(q.space));
    fieldOf = new int[q.space.features()];
    for (int field = 0; field < q.space.fields(); field++) {
      Arrays.fill(fieldOf, q.space.start(field), q.space.end(field), field);
    }
    residuals = new double[examples.size()];
    sumP = new double[examples.size() * q.factors];
    sumR = new double[sumP.length];
    sumQ = new double[sumP.length];
    refresh();
  }

  /** Makes the residuals and running sums anew from q. */
  void refresh() {
    Arrays.fill(sumP, 0);
    Arrays.fill(sumR, 0);
    Arrays.fill(sumQ, 0);
    for (int n = 0; n < residuals.length; n++) {
      residuals[n] = examples.targets[n] - q.biasMean;
    }
    double[] squares = new double[sumP.length];
    for (int entry = 0; entry < examples.features.length; entry++) {
      int n = examples.rowOfEntry[entry];
      int j = examples.features[entry];
      double x = examples.values[entry];
      residuals[n] -= x * q.slopeMean[j];
      for (int f = 0; f < q.factors; f++) {
        double p = x * q.factorMean[j * q.factors + f];
        double r = x * x * q.factorVariance[j * q.factors + f];
        int at = n * q.factors + f;
        sumP[at] += p;
        sumR[at] += r;
        sumQ[at] += r * p;
        squares[at] += p * p;
      }
    }
    for (int at = 0; at < sumP.length; at++) {
      residuals[at / q.factors] -= 0.5 * (sumP[at] * sumP[at] - squares[at]);
    }
  }

  @Override
  public void sweep(boolean learnPriors) {
    for (int feature = 0; feature < q.space.features(); feature++) {
      if (examples.columnStarts[feature] < examples.columnStarts[feature + 1]) {
        updateSlope(feature);
        for (int f = 0; f < q.factors; f++) {
          updateFactor(feature, f);
        }
      }
    }
    updateBias();
    updateNoise();
    if (learnPriors) {
      priors.estimate();
    }
    priors.applyToUnseen();
  }

  @Override
  public double evidenceLowerBound() {
    return CoordinateAscent.expectedLogLikelihood(examples.size(), loss(), q.noisePrecision)
        + priors.bound();
  }

  private void updateSlope(int feature) {
    int field = fieldOf[feature];
    double old = q.slopeMean[feature];
    double squares = 0;
    double evidence = 0;
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      double x = examples.values[entry];
      squares += x * x;
      evidence += x * (residuals[examples.rowOfEntry[entry]] + old * x);
    }
    double precision = q.slopePriorPrecision[field] + q.noisePrecision * squares;
    double mean =
        (q.slopePriorPrecision[field] * q.slopePriorMean[field] + q.noisePrecision * evidence)
            / precision;
    q.slopeMean[feature] = mean;
    q.slopeVariance[feature] = 1 / precision;
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      residuals[examples.rowOfEntry[entry]] -= (mean - old) * examples.values[entry];
    }
  }

  private void updateFactor(int feature, int f) {
    int at = feature * q.factors + f;
    int prior = fieldOf[feature] * q.factors + f;
    double old = q.factorMean[at];
    double oldVariance = q.factorVariance[at];
    double squares = 0;
    double evidence = 0;
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      int n = examples.rowOfEntry[entry];
      double x = examples.values[entry];
      double p = x * old;
      double r = x * x * oldVariance;
      double otherP = sumP[n * q.factors + f] - p;
      double otherR = sumR[n * q.factors + f] - r;
      double otherQ = sumQ[n * q.factors + f] - r * p;
      double h = x * otherP;
      squares += x * x * (otherP * otherP + otherR);
      evidence += h * (residuals[n] + old * h) - x * (otherR * otherP - otherQ);
    }
    double precision = q.factorPriorPrecision[prior] + q.noisePrecision * squares;
    double mean =
        (q.factorPriorPrecision[prior] * q.factorPriorMean[prior] + q.noisePrecision * evidence)
            / precision;
    q.factorMean[at] = mean;
    q.factorVariance[at] = 1 / precision;
    moveFactor(feature, f, old, oldVariance);
  }

  private void moveFactor(int feature, int f, double old, double oldVariance) {
    double mean = q.factorMean[feature * q.factors + f];
    double variance = q.factorVariance[feature * q.factors + f];
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      int n = examples.rowOfEntry[entry];
      int sum = n * q.factors + f;
      double x = examples.values[entry];
      residuals[n] -= (mean - old) * x * (sumP[sum] - x * old);
      sumP[sum] += x * (mean - old);
      sumR[sum] += x * x * (variance - oldVariance);
      sumQ[sum] += x * x * x * (variance * mean - oldVariance * old);
    }
  }

  private void updateBias() {
    double sum = 0;
    for (double residual : residuals) {
      sum += residual + q.biasMean;
    }
    double precision = Priors.BIAS_PRECISION + q.noisePrecision * examples.size();
    double mean = q.noisePrecision * sum / precision;
    double shift = q.biasMean - mean;
    for (int n = 0; n < residuals.length; n++) {
      residuals[n] += shift;
    }
    q.biasMean = mean;
    q.biasVariance = 1 / precision;
  }

  private void updateNoise() {
    q.noisePrecision = examples.size() / loss();
  }

  /** The summed expected squared error: squared residuals plus epistemic variances. */
  private double loss() {
    double loss = examples.size() * q.biasVariance;
    for (double residual : residuals) {
      loss += residual * residual;
    }
    for (int entry = 0; entry < examples.features.length; entry++) {
      int n = examples.rowOfEntry[entry];
      int j = examples.features[entry];
      double x = examples.values[entry];
      loss += x * x * q.slopeVariance[j];
      for (int f = 0; f < q.factors; f++) {
        double others = sumP[n * q.factors + f] - x * q.factorMean[j * q.factors + f];
        double r = x * x * q.factorVariance[j * q.factors + f];
        loss += r * others * others + 0.5 * r * (sumR[n * q.factors + f] - r);
      }
    }
    return loss;
  }
}
