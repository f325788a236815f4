package org.querent.core.fit.ascent;

import java.util.Arrays;
import org.querent.core.fit.Bound;
import org.querent.core.fit.Passes;
import org.querent.core.fit.PriorDivergence;
import org.querent.core.fit.PriorStep;
import org.querent.core.fit.PriorSums;
import org.querent.core.model.Examples;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;

/**
 * Coordinate ascent example by example, of any number of active features of any value: the slow and
 * obvious reference for what {@link RowCoordinateAscent} computes by rows.
 *
 * <p>Per example it keeps the residual, and per example and factor the running sums over the active
 * features of p_j = x_j mu_jf (P), of r_j = x_j^2 t_jf (R) and of r_j p_j (Q).
 */
final class SparseCoordinateAscent implements Passes {
  private final Machine machine;
  private final Gaussians q;
  private final int factors;
  private final Examples examples;
  private final int[] degrees;
  private final int[] fieldOf;
  private final double[] residuals;
  private final double[] sumP;
  private final double[] sumR;
  private final double[] sumQ;

  SparseCoordinateAscent(Machine machine, Examples examples) {
    this.machine = machine;
    this.q = machine.features;
    this.factors = machine.width - 1;
    this.examples = examples;
    this.degrees = examples.degrees(machine.space);
    fieldOf = new int[machine.space.features()];
    for (int field = 0; field < machine.space.fields(); field++) {
      Arrays.fill(fieldOf, machine.space.start(field), machine.space.end(field), field);
    }
    residuals = new double[examples.size()];
    sumP = new double[examples.size() * factors];
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
      residuals[n] = examples.targets[n] - machine.biasMean;
    }
    double[] squares = new double[sumP.length];
    for (int entry = 0; entry < examples.features.length; entry++) {
      int n = examples.rowOfEntry[entry];
      int j = examples.features[entry];
      double x = examples.values[entry];
      residuals[n] -= x * q.means[j * machine.width];
      for (int f = 0; f < factors; f++) {
        double p = x * q.means[j * machine.width + f + 1];
        double r = x * x * q.covariances[j * machine.width + f + 1];
        int at = n * factors + f;
        sumP[at] += p;
        sumR[at] += r;
        sumQ[at] += r * p;
        squares[at] += p * p;
      }
    }
    for (int at = 0; at < sumP.length; at++) {
      residuals[at / factors] -= 0.5 * (sumP[at] * sumP[at] - squares[at]);
    }
  }

  @Override
  public void restart() {
    refresh();
  }

  @Override
  public void run(int number, boolean learnPriors) {
    for (int feature = 0; feature < machine.space.features(); feature++) {
      if (examples.columnStarts[feature] < examples.columnStarts[feature + 1]) {
        updateSlope(feature);
        for (int f = 0; f < factors; f++) {
          updateFactor(feature, f);
        }
      }
    }
    updateBias();
    updateNoise();
    if (learnPriors) {
      PriorSums seen = new PriorSums(machine);
      seen.sum(degrees);
      PriorStep.take(machine.prior, seen);
    }
    machine.prior.applyToUnseen(q, degrees);
    refresh();
  }

  @Override
  public Bound bound() {
    return new Bound(
        Bound.expectedLogLikelihood(examples.size(), loss(), machine.noisePrecision),
        new PriorDivergence(machine.prior).total(machine, degrees),
        new PriorDivergence(machine.prior).logHyperprior() + machine.noiseLogHyperprior());
  }

  private void updateSlope(int feature) {
    int field = fieldOf[feature];
    double old = q.means[feature * machine.width];
    double squares = 0;
    double evidence = 0;
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      double x = examples.values[entry];
      squares += x * x;
      evidence += x * (residuals[examples.rowOfEntry[entry]] + old * x);
    }
    double precision = machine.prior.precision(field, 0, 0) + machine.noisePrecision * squares;
    double mean =
        (machine.prior.precision(field, 0, 0) * machine.prior.means[field * machine.width]
                + machine.noisePrecision * evidence)
            / precision;
    q.means[feature * machine.width] = mean;
    q.covariances[feature * machine.width] = 1 / precision;
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      residuals[examples.rowOfEntry[entry]] -= (mean - old) * examples.values[entry];
    }
  }

  private void updateFactor(int feature, int f) {
    int at = feature * machine.width + f + 1;
    int field = fieldOf[feature];
    double old = q.means[at];
    double oldVariance = q.covariances[at];
    double squares = 0;
    double evidence = 0;
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      int n = examples.rowOfEntry[entry];
      double x = examples.values[entry];
      double p = x * old;
      double r = x * x * oldVariance;
      double otherP = sumP[n * factors + f] - p;
      double otherR = sumR[n * factors + f] - r;
      double otherQ = sumQ[n * factors + f] - r * p;
      double h = x * otherP;
      squares += x * x * (otherP * otherP + otherR);
      evidence += h * (residuals[n] + old * h) - x * (otherR * otherP - otherQ);
    }
    double precision =
        machine.prior.precision(field, f + 1, f + 1) + machine.noisePrecision * squares;
    double mean =
        (machine.prior.precision(field, f + 1, f + 1)
                    * machine.prior.means[field * machine.width + f + 1]
                + machine.noisePrecision * evidence)
            / precision;
    q.means[at] = mean;
    q.covariances[at] = 1 / precision;
    moveFactor(feature, f, old, oldVariance);
  }

  private void moveFactor(int feature, int f, double old, double oldVariance) {
    double mean = q.means[feature * machine.width + f + 1];
    double variance = q.covariances[feature * machine.width + f + 1];
    for (int c = examples.columnStarts[feature]; c < examples.columnStarts[feature + 1]; c++) {
      int entry = examples.columnEntries[c];
      int n = examples.rowOfEntry[entry];
      int sum = n * factors + f;
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
      sum += residual + machine.biasMean;
    }
    double precision = Prior.BIAS_PRECISION + machine.noisePrecision * examples.size();
    double mean = machine.noisePrecision * sum / precision;
    double shift = machine.biasMean - mean;
    for (int n = 0; n < residuals.length; n++) {
      residuals[n] += shift;
    }
    machine.biasMean = mean;
    machine.biasVariance = 1 / precision;
  }

  private void updateNoise() {
    machine.learnNoise(examples.size() / (loss() + 2 * Machine.NOISE_RATE));
  }

  /** The summed expected squared error: squared residuals plus epistemic variances. */
  private double loss() {
    double loss = examples.size() * machine.biasVariance;
    for (double residual : residuals) {
      loss += residual * residual;
    }
    for (int entry = 0; entry < examples.features.length; entry++) {
      int n = examples.rowOfEntry[entry];
      int j = examples.features[entry];
      double x = examples.values[entry];
      loss += x * x * q.covariances[j * machine.width];
      for (int f = 0; f < factors; f++) {
        double others = sumP[n * factors + f] - x * q.means[j * machine.width + f + 1];
        double r = x * x * q.covariances[j * machine.width + f + 1];
        loss += r * others * others + 0.5 * r * (sumR[n * factors + f] - r);
      }
    }
    return loss;
  }
}
