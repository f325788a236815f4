package org.querent.core.fit.adam;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.querent.core.features.Design;
import org.querent.core.fit.RatingList;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;

/**
 * The loss of a batch by the reparameterization trick: every use of a parameter in an example is mu
 * + sqrt(t) epsilon with an epsilon of its own (Kingma and Welling 2014, Auto-encoding variational
 * Bayes; as in the implementation of 2016). Cost: O(m k) random numbers an example.
 */
public final class SampledLoss implements BatchLoss {
  private final Machine machine;
  private final RandomStreams streams;
  private final int width;

  /** The present example's active features: a = x v, and x v - x mu. */
  private double[] drawn = {};

  private double[] deviations = {};
  private final double[] sums;

  /** The loss under a machine. */
  public SampledLoss(Machine machine, RandomStreams streams) {
    this.machine = machine;
    this.streams = streams;
    width = machine.width;
    sums = new double[width];
  }

  @Override
  public void addGradient(RatingList ratings, int from, int to, long step, Gradient gradient) {
    RandomGenerator random = streams.stream("reparameterization", step);
    double beta = machine.likelihoodPrecision() / (to - from);
    for (int n = from; n < to; n++) {
      double spread = Math.sqrt(machine.biasVariance) * random.nextGaussian();
      double weight = -beta * error(ratings, n, spread, random);
      gradient.biasMean += weight;
      gradient.biasVariance += weight * spread / (2 * machine.biasVariance);
      addGradient(ratings.users[n], ratings.items[n], weight, gradient);
    }
  }

  /** The sum of the batch's (y - yhat)^2, with the same random numbers as its gradient. */
  double squares(RatingList ratings, int from, int to, long step) {
    RandomGenerator random = streams.stream("reparameterization", step);
    double sum = 0;
    for (int n = from; n < to; n++) {
      double spread = Math.sqrt(machine.biasVariance) * random.nextGaussian();
      double error = error(ratings, n, spread, random);
      sum += error * error;
    }
    return sum;
  }

  private double error(RatingList ratings, int n, double spread, RandomGenerator random) {
    double predicted = machine.biasMean + spread + draw(ratings.users[n], ratings.items[n], random);
    return ratings.ratings[n] - predicted;
  }

  /** Draws the example's parameters; returns slopes and pairs. */
  private double draw(int user, int item, RandomGenerator random) {
    int active = active(machine.left.design, user) + active(machine.right.design, item);
    if (drawn.length < active * width) {
      drawn = new double[active * width];
      deviations = new double[active * width];
    }
    Arrays.fill(sums, 0);
    int end = draw(machine.left.design, user, 0, random);
    draw(machine.right.design, item, end, random);
    double predicted = sums[0];
    for (int a = 1; a < width; a++) {
      double squares = 0;
      for (int n = 0; n < active; n++) {
        squares += drawn[n * width + a] * drawn[n * width + a];
      }
      predicted += 0.5 * (sums[a] * sums[a] - squares);
    }
    return predicted;
  }

  private static int active(Design design, int row) {
    return design.rowStart(row + 1) - design.rowStart(row);
  }

  private int draw(Design design, int row, int first, RandomGenerator random) {
    Gaussians q = machine.features;
    int to = first * width;
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      double x = design.value(entry);
      int from = design.feature(entry) * width;
      for (int a = 0; a < width; a++, to++) {
        deviations[to] = x * Math.sqrt(q.covariances[from + a]) * random.nextGaussian();
        drawn[to] = x * q.means[from + a] + deviations[to];
        sums[a] += drawn[to];
      }
    }
    return first + active(design, row);
  }

  private void addGradient(int user, int item, double weight, Gradient gradient) {
    int end = addGradient(machine.left.design, user, 0, weight, gradient);
    addGradient(machine.right.design, item, end, weight, gradient);
  }

  /** The derivative of mu + sqrt(t) epsilon in t is its deviation from mu over 2 t. */
  private int addGradient(Design design, int row, int first, double weight, Gradient gradient) {
    Gaussians q = machine.features;
    int at = first * width;
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      double x = design.value(entry);
      int to = design.feature(entry) * width;
      for (int a = 0; a < width; a++, at++) {
        double change = weight * (a == 0 ? 1 : sums[a] - drawn[at]);
        gradient.means[to + a] += change * x;
        gradient.variances[to + a] += change * deviations[at] / (2 * q.covariances[to + a]);
      }
    }
    return first + active(design, row);
  }
}
