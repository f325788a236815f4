package org.querent.strategies.variance;

import org.querent.core.model.GaussianRows;
import org.querent.core.model.Posterior;

/**
 * A copy of a posterior's variances that falls as pairs are taken as answered, to first order: the
 * answer to (u, i) is a linear-Gaussian observation of the rows' parameters theta_j with
 * sensitivities g_j = d mean / d theta_j, so that t_j falls by t_j^2 g_j^2 / (v + sigma^2)
 * (models.md section 5).
 */
final class RemainingVariances {
  final int factors;
  final double noise;
  private final double bias;
  final Side users;
  final Side items;

  RemainingVariances(Posterior posterior) {
    factors = posterior.factors();
    noise = posterior.noiseVariance();
    bias = posterior.biasVariance();
    users = new Side(posterior.users(), factors);
    items = new Side(posterior.items(), factors);
  }

  /** The epistemic variance of a pair, in stars^2. */
  double epistemic(int user, int item) {
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

  void assumeAnswered(int user, int item) {
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

  /** One side's factors, row-major, and slopes. */
  static final class Side {
    final double[] slopes;
    final double[] means;
    final double[] variances;

    private Side(GaussianRows rows, int factors) {
      slopes = new double[rows.size()];
      means = new double[rows.size() * factors];
      variances = new double[means.length];
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
