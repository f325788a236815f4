package org.querent.strategies.variance;

import org.querent.core.model.GaussianRows;
import org.querent.core.model.Posterior;
import org.querent.strategies.Candidates;

/** Remaining variances of rows with full covariance. O(k^2) a pair. */
final class FullVariances implements RemainingVariances {
  private final int width;
  private final double noise;
  private final double bias;
  private final Side users;
  private final Side items;

  /** S_u z_i and S_i z_u of the pair looked at last. */
  private final double[] shrinkU;

  private final double[] shrinkI;

  FullVariances(Posterior posterior) {
    width = posterior.factors() + 1;
    noise = posterior.noiseVariance();
    bias = posterior.biasVariance();
    users = new Side(posterior.users(), width);
    items = new Side(posterior.items(), width);
    shrinkU = new double[width];
    shrinkI = new double[width];
  }

  @Override
  public double epistemic(int user, int item) {
    int blockU = user * width * width;
    int blockI = item * width * width;
    double variance = bias;
    for (int a = 0; a < width; a++) {
      double sumU = 0;
      double sumI = 0;
      for (int b = 0; b < width; b++) {
        double covarianceU = users.covariances[blockU + a * width + b];
        double covarianceI = items.covariances[blockI + a * width + b];
        sumU += covarianceU * items.sensitivities[item * width + b];
        sumI += covarianceI * users.sensitivities[user * width + b];
        if (a > 0 && b > 0) {
          variance += covarianceU * covarianceI;
        }
      }
      shrinkU[a] = sumU;
      shrinkI[a] = sumI;
      variance +=
          items.sensitivities[item * width + a] * sumU
              + users.sensitivities[user * width + a] * sumI;
    }
    return variance;
  }

  @Override
  public void assumeAnswered(int user, int item) {
    double total = epistemic(user, item) + noise;
    subtract(users.covariances, user * width * width, shrinkU, total);
    subtract(items.covariances, item * width * width, shrinkI, total);
  }

  private void subtract(double[] covariances, int block, double[] shrink, double total) {
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        covariances[block + a * width + b] -= shrink[a] * shrink[b] / total;
      }
    }
  }

  @Override
  public void addTargets(Candidates targets) {
    for (int c = 0; c < targets.size(); c++) {
      addTarget(users, targets.user(c), items, targets.item(c));
      addTarget(items, targets.item(c), users, targets.user(c));
    }
  }

  private void addTarget(Side side, int row, Side other, int otherRow) {
    int to = row * width * width;
    int from = otherRow * width * width;
    for (int a = 0; a < width; a++) {
      double sensitivity = other.sensitivities[otherRow * width + a];
      for (int b = 0; b < width; b++) {
        double second = sensitivity * other.sensitivities[otherRow * width + b];
        int at = a * width + b;
        // The sensitivity to a slope is 1 for sure.
        side.weights[to + at] += a > 0 && b > 0 ? second + other.covariances[from + at] : second;
      }
    }
  }

  @Override
  public double gain(int user, int item) {
    double total = epistemic(user, item) + noise;
    double fall =
        square(users.weights, user * width * width, shrinkU)
            + square(items.weights, item * width * width, shrinkI);
    return fall / total;
  }

  private double square(double[] weights, int block, double[] shrink) {
    double sum = 0;
    for (int a = 0; a < width; a++) {
      double row = 0;
      for (int b = 0; b < width; b++) {
        row += weights[block + a * width + b] * shrink[b];
      }
      sum += row * shrink[a];
    }
    return sum;
  }

  /** One side's z = (1, mu), row-major, and its blocks S and H. */
  private static final class Side {
    final double[] sensitivities;
    final double[] covariances;
    final double[] weights;

    Side(GaussianRows rows, int width) {
      sensitivities = new double[rows.size() * width];
      covariances = new double[Math.multiplyExact(sensitivities.length, width)];
      weights = new double[covariances.length];
      for (int row = 0, at = 0; row < rows.size(); row++) {
        for (int a = 0; a < width; a++) {
          sensitivities[row * width + a] = a == 0 ? 1 : rows.factorMean(row, a - 1);
          for (int b = 0; b < width; b++) {
            covariances[at++] = rows.covariance(row, a, b);
          }
        }
      }
    }
  }
}
