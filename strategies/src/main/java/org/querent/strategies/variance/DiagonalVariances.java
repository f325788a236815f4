package org.querent.strategies.variance;

import org.querent.core.model.GaussianRows;
import org.querent.core.model.Posterior;
import org.querent.strategies.Candidates;

/** Remaining variances of rows whose parameters are independent. O(k) a pair. */
final class DiagonalVariances implements RemainingVariances {
  final int factors;
  final double noise;
  private final double bias;
  final Side users;
  final Side items;

  DiagonalVariances(Posterior posterior) {
    factors = posterior.factors();
    noise = posterior.noiseVariance();
    bias = posterior.biasVariance();
    users = new Side(posterior.users(), factors);
    items = new Side(posterior.items(), factors);
  }

  @Override
  public double epistemic(int user, int item) {
    double variance = bias + users.slopes[user] + items.slopes[item];
    for (int f = 0, a = user * factors, b = item * factors; f < factors; f++, a++, b++) {
      double muU = users.means[a];
      double muI = items.means[b];
      double tU = users.variances[a];
      double tI = items.variances[b];
      variance += tU * (tI + muI * muI) + tI * muU * muU;
    }
    return variance;
  }

  @Override
  public void assumeAnswered(int user, int item) {
    double total = epistemic(user, item) + noise;
    users.slopes[user] -= users.slopes[user] * users.slopes[user] / total;
    items.slopes[item] -= items.slopes[item] * items.slopes[item] / total;
    for (int f = 0, a = user * factors, b = item * factors; f < factors; f++, a++, b++) {
      double shrinkU = users.variances[a] * items.means[b];
      double shrinkI = items.variances[b] * users.means[a];
      users.variances[a] -= shrinkU * shrinkU / total;
      items.variances[b] -= shrinkI * shrinkI / total;
    }
  }

  @Override
  public void addTargets(Candidates targets) {
    for (int c = 0; c < targets.size(); c++) {
      int user = targets.user(c);
      int item = targets.item(c);
      users.slopeWeights[user]++;
      items.slopeWeights[item]++;
      for (int f = 0, a = user * factors, b = item * factors; f < factors; f++, a++, b++) {
        users.weights[a] += items.means[b] * items.means[b] + items.variances[b];
        items.weights[b] += users.means[a] * users.means[a] + users.variances[a];
      }
    }
  }

  @Override
  public double gain(int user, int item) {
    double fall =
        users.slopes[user] * users.slopes[user] * users.slopeWeights[user]
            + items.slopes[item] * items.slopes[item] * items.slopeWeights[item];
    for (int f = 0, a = user * factors, b = item * factors; f < factors; f++, a++, b++) {
      double shrinkU = users.variances[a] * items.means[b];
      double shrinkI = items.variances[b] * users.means[a];
      fall += shrinkU * shrinkU * users.weights[a] + shrinkI * shrinkI * items.weights[b];
    }
    return fall / (epistemic(user, item) + noise);
  }

  /** One side's slopes and factors, the latter row-major, and the diagonals of H. */
  static final class Side {
    final double[] slopes;
    final double[] means;
    final double[] variances;
    final double[] slopeWeights;
    final double[] weights;

    Side(GaussianRows rows, int factors) {
      slopes = new double[rows.size()];
      means = new double[rows.size() * factors];
      variances = new double[means.length];
      slopeWeights = new double[slopes.length];
      weights = new double[means.length];
      for (int row = 0; row < rows.size(); row++) {
        slopes[row] = rows.slopeVariance(row);
        for (int f = 0; f < factors; f++) {
          means[row * factors + f] = rows.factorMean(row, f);
          variances[row * factors + f] = rows.factorVariance(row, f);
        }
      }
    }
  }
}
