package org.querent.core.fit;

import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;

/**
 * What a pass over all ratings sums up of their residuals, and the two updates that need no more:
 * bias and noise. Where the noise of rows differs, every rating has the weight by which its
 * precision is larger than that of all. Mutable, owned by one ascent; not thread-safe.
 */
public final class Residuals {
  /** The sum of y - mean(x). */
  private double sum;

  /** The sum of E[(y - yhat(x))^2], but for the variance of the bias. */
  private double expectedSquares;

  /** The sum of the weights, each 1 where noise is common. */
  private double weight;

  /** Sets the sums to zero. */
  public void clear() {
    sum = 0;
    expectedSquares = 0;
    weight = 0;
  }

  /** Adds the weighted sums over the ratings of one row, and that of their weights. */
  public void add(double rowSum, double rowExpectedSquares, double rowWeight) {
    sum += rowSum;
    expectedSquares += rowExpectedSquares;
    weight += rowWeight;
  }

  /** Takes in that all weights were multiplied. */
  public void reweigh(double by) {
    sum *= by;
    expectedSquares *= by;
    weight *= by;
  }

  /** Puts the sums over the ratings of a row in the place of those from before it moved. */
  public void replace(Residuals before, Residuals after) {
    add(
        after.sum - before.sum,
        after.expectedSquares - before.expectedSquares,
        after.weight - before.weight);
  }

  /** Adds those of other rows. */
  public void add(Residuals others) {
    add(others.sum, others.expectedSquares, others.weight);
  }

  /**
   * Adds the ratings of a row, whose expected squares E[(rho - s - &lt;b, z&gt;)^2] follow from the
   * sums over its ratings: nothing is done per rating.
   *
   * @param rows the moments of (s, b)
   * @param row which
   * @param sums unpacked
   */
  public void add(Gaussians rows, int row, RowSums sums) {
    int width = rows.width;
    int mean = row * width;
    double explained = 0;
    double spread = 0;
    double predicted = 0;
    for (int a = 0; a < width; a++) {
      double mine = rows.means[mean + a];
      explained += sums.right[a] * mine;
      predicted += sums.gram[a] * mine;
      double beside = 0;
      for (int b = 0; b < a; b++) {
        double second = mine * rows.means[mean + b] + rows.covariance(row, a, b);
        beside += sums.gram[a * width + b] * second;
      }
      double square = mine * mine + rows.covariance(row, a, a);
      spread += 2 * beside + sums.gram[a * width + a] * square;
    }
    add(sums.right[0] - predicted, sums.squares - 2 * explained + spread, sums.weight);
  }

  /**
   * The summed expected squared error. What is kept is a difference of large sums, which where
   * nothing is left unexplained may round to less than nothing.
   */
  public double loss(Machine machine) {
    double always = machine.biasVariance + machine.roundingVariance();
    return Math.max(0, expectedSquares + weight * always);
  }

  /** Puts the bias at its optimum. */
  public void updateBias(Machine machine) {
    double beta = machine.likelihoodPrecision();
    double pull = machine.prior.biasWeight;
    double precision = pull * machine.prior.biasPrecision + beta * weight;
    moveBias(machine, beta * (sum + weight * machine.biasMean) / precision);
    machine.biasVariance = machine.isPoint() ? 0 : pull / precision;
  }

  /** Gives the bias another mean. */
  public void moveBias(Machine machine, double mean) {
    double shift = machine.biasMean - mean;
    expectedSquares += 2 * shift * sum + weight * shift * shift;
    sum += weight * shift;
    machine.biasMean = mean;
  }

  /**
   * Puts the noise at its optimum, unless it is fixed; that of a point estimate at what is
   * estimated of ratings that it was not fitted to ({@link EffectiveParameters}).
   */
  public void updateNoise(Machine machine, int ratings) {
    double loss = EffectiveParameters.inflation(machine, ratings) * loss(machine);
    machine.learnNoise(ratings / (loss + 2 * Machine.NOISE_RATE));
  }
}
