package org.querent.core.fit;

import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;

/**
 * How many parameters a point estimate effectively has: by so many ratings' worth its residuals are
 * smaller than what it leaves unexplained of others. A Gaussian posterior knows that by its
 * variances; a point estimate without this would take its noise for too little.
 *
 * <p>The regression of a feature, of Gram matrix G and penalties L, has trace((G + L)^-1 G) of
 * them, the trace of its influence matrix (Golub, Heath and Wahba 1979, Generalized
 * cross-validation as a method for choosing a good ridge parameter, Technometrics 21(2), section
 * 2). Here each of its coordinates counts as the regression that moves it, G_aa / (G_aa + L_a). The
 * sum of these is no less: x / (1 + x) is concave, and the eigenvalues of a matrix majorise its
 * diagonal. It costs O(k) a feature, where the trace is O(k^3). No regression has more than it has
 * ratings.
 */
public final class EffectiveParameters {
  /**
   * The largest part of the ratings that is believed to be parameters: where regressions count the
   * same few ratings again and again, their sum says nothing any more.
   */
  private static final double MOST = 0.5;

  private EffectiveParameters() {}

  /** Whether the noise of a machine depends on them. */
  public static boolean areCounted(Machine machine) {
    return machine.effective.length > 0;
  }

  /**
   * Counts those of a feature.
   *
   * @param ratings that it is active in
   * @param gram its Gram matrix, or only the diagonal of that
   * @param stride from one element of the diagonal to the next
   */
  static void count(Machine machine, int feature, int ratings, double[] gram, int stride) {
    Prior prior = machine.prior;
    int group = prior.group(feature);
    double sum = 0;
    for (int a = 0; a < machine.width; a++) {
      double evidence = gram[a * stride];
      // Without evidence there is nothing to divide where there is no penalty either.
      sum +=
          evidence > 0 ? evidence / (evidence + prior.weight(a) * prior.precision(group, a, a)) : 0;
    }
    machine.effective[feature] = Math.min(ratings, sum);
  }

  /**
   * By what to multiply the mean squared residual to have the mean squared error on other ratings:
   * N^2 / (N - p)^2, generalised cross-validation; 1 where variances do that.
   */
  static double inflation(Machine machine, int ratings) {
    if (!areCounted(machine)) {
      return 1;
    }
    double sum = ratings / (ratings + machine.prior.biasWeight * machine.prior.biasPrecision);
    for (double own : machine.effective) {
      sum += own;
    }
    double left = 1 - Math.min(MOST, sum / ratings);
    return 1 / (left * left);
  }
}
