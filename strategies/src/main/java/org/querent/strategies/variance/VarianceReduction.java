package org.querent.strategies.variance;

import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.selection.Acquisition;

/**
 * The expected fall of the summed variance over the pool when a pair is answered:
 *
 * <pre>
 *   gain(c) = sum_j t_j^2 g_j^2 H_j / (v(c) + sigma^2)
 *   H_j     = sum over the pool of E[(d prediction / d theta_j)^2]
 * </pre>
 *
 * (models.md section 5). H costs O(pool * k) once, a gain O(k).
 */
final class VarianceReduction implements Acquisition {
  private final RemainingVariances variances;
  private final int factors;

  /** H of the slopes: how many pairs of the pool share the row. */
  private final double[] userSlopes;

  private final double[] itemSlopes;

  /** H of the factors, row-major. */
  private final double[] userFactors;

  private final double[] itemFactors;

  VarianceReduction(QueryRound round) {
    variances = new RemainingVariances(round.posterior());
    factors = variances.factors;
    userSlopes = new double[variances.users.slopes.length];
    itemSlopes = new double[variances.items.slopes.length];
    userFactors = new double[variances.users.means.length];
    itemFactors = new double[variances.items.means.length];
    Candidates targets = round.candidates();
    for (int c = 0; c < targets.size(); c++) {
      addTarget(targets.user(c), targets.item(c));
    }
  }

  private void addTarget(int user, int item) {
    userSlopes[user]++;
    itemSlopes[item]++;
    for (int f = 0, a = user * factors, b = item * factors; f < factors; f++, a++, b++) {
      double muU = variances.users.means[a];
      double muI = variances.items.means[b];
      userFactors[a] += muI * muI + variances.items.variances[b];
      itemFactors[b] += muU * muU + variances.users.variances[a];
    }
  }

  @Override
  public double score(int user, int item) {
    RemainingVariances.Side users = variances.users;
    RemainingVariances.Side items = variances.items;
    double fall =
        users.slopes[user] * users.slopes[user] * userSlopes[user]
            + items.slopes[item] * items.slopes[item] * itemSlopes[item];
    for (int f = 0, a = user * factors, b = item * factors; f < factors; f++, a++, b++) {
      double shrinkU = users.variances[a] * items.means[b];
      double shrinkI = items.variances[b] * users.means[a];
      fall += shrinkU * shrinkU * userFactors[a] + shrinkI * shrinkI * itemFactors[b];
    }
    return fall / (variances.epistemic(user, item) + variances.noise);
  }

  @Override
  public void assumeAnswered(int user, int item) {
    variances.assumeAnswered(user, item);
  }
}
