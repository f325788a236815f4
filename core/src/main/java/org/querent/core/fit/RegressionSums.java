package org.querent.core.fit;

import java.util.Arrays;
import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.PriorRegression;

/**
 * What the regression of prior means needs to know of a group's features with examples: with x_r =
 * (1, phi_r) and means mu_r, the sums of x_r x_r^T and x_r mu_r^T. Mutable, owned by the group's
 * {@link PriorSums}.
 */
final class RegressionSums {
  private final PriorRegression regression;
  private final Gaussians q;
  private final int width;

  /** 1 + p, the length of x. */
  private final int length;

  private final double[] products;
  private final double[] evidence;
  private final double[] x;

  RegressionSums(PriorRegression regression, Gaussians q) {
    this.regression = regression;
    this.q = q;
    width = q.width;
    length = 1 + regression.count;
    products = new double[length * length];
    evidence = new double[length * width];
    x = new double[length];
    x[0] = 1;
  }

  void clear() {
    Arrays.fill(products, 0);
    Arrays.fill(evidence, 0);
  }

  /**
   * Adds a feature, or takes it out. Cost: O(p^2 + p k).
   *
   * @param row the feature, the first of its group being 0
   */
  void add(int row, int feature, int sign) {
    System.arraycopy(regression.covariates, row * (length - 1), x, 1, length - 1);
    for (int n = 0; n < length; n++) {
      double weight = sign * x[n];
      for (int m = 0; m <= n; m++) {
        products[n * length + m] += weight * x[m];
      }
      for (int a = 0; a < width; a++) {
        evidence[n * width + a] += weight * q.means[feature * width + a];
      }
    }
  }

  /**
   * Moves q(B) and the group's mean to their common optimum. Cost: O(p^3 + p^2 k).
   *
   * @param means of all groups' priors
   * @param at where that of the group is
   */
  void solve(double[] means, int at) {
    double[] factor = products.clone();
    for (int n = 1; n < length; n++) {
      factor[n * (length + 1)] += PriorRegression.RIDGE;
    }
    Cholesky.factor(factor, 0, length);
    double[] column = new double[length];
    for (int a = 0; a < width; a++) {
      for (int n = 0; n < length; n++) {
        column[n] = evidence[n * width + a];
      }
      Cholesky.solveLower(factor, 0, length, column, 0);
      Cholesky.solveTransposed(factor, 0, length, column, 0);
      means[at + a] = column[0];
      for (int n = 1; n < length; n++) {
        regression.coefficients[(n - 1) * width + a] = column[n];
      }
    }
    invertWithoutMean();
  }

  /** K^-1 is of the coefficients alone: the group's mean is a number and has no posterior. */
  private void invertWithoutMean() {
    int count = length - 1;
    double[] factor = new double[count * count];
    for (int n = 0; n < count; n++) {
      System.arraycopy(products, (n + 1) * length + 1, factor, n * count, n + 1);
      factor[n * (count + 1)] += PriorRegression.RIDGE;
    }
    Cholesky.factor(factor, 0, count);
    Cholesky.invert(factor, 0, count, regression.covariance, 0);
  }

  /**
   * By how much the sum of (mu_r - m_r)_a (mu_r - m_r)_b differs from that of mu_r_a mu_r_b, plus
   * RIDGE (C^T C)_ab: what a prior's precision follows from.
   *
   * @param mean of the group's prior, from {@code at} on
   */
  double explained(double[] mean, int at, int a, int b) {
    double sum = 0;
    for (int n = 0; n < length; n++) {
      double mine = coefficient(mean, at, n, a);
      double other = coefficient(mean, at, n, b);
      sum += mine * evidence[n * width + b] + other * evidence[n * width + a];
      double fitted = n == 0 ? 0 : PriorRegression.RIDGE * mine;
      for (int m = 0; m < length; m++) {
        double product = products[Math.max(n, m) * length + Math.min(n, m)];
        fitted += product * coefficient(mean, at, m, a);
      }
      sum -= fitted * other;
    }
    return sum;
  }

  private double coefficient(double[] mean, int at, int n, int a) {
    return n == 0 ? mean[at + a] : regression.coefficients[(n - 1) * width + a];
  }
}
