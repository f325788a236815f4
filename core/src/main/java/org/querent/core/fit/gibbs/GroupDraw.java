package org.querent.core.fit.gibbs;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;

/**
 * Draws the mean and the precision matrix of every group of features given the features, from the
 * normal-Wishart distribution that a prior of one pseudo-observation at zero, Wishart(width, I),
 * makes of them (Salakhutdinov and Mnih 2008, equation 14).
 */
final class GroupDraw {
  private final Machine machine;
  private final int[] degrees;
  private final RandomGenerator random;
  private final Well19937c gammas;
  private final int width;

  GroupDraw(Machine machine, int[] degrees, RandomGenerator random) {
    this.machine = machine;
    this.degrees = degrees;
    this.random = random;
    gammas = new Well19937c(random.nextLong());
    width = machine.width;
  }

  /** Draws all groups. Cost: O(features * k^2). */
  void draw() {
    for (int group = 0; group < machine.prior.groups(); group++) {
      draw(group);
    }
  }

  private void draw(int group) {
    Prior prior = machine.prior;
    double[] sum = new double[width];
    double[] scatter = new double[width * width];
    int count = 0;
    for (int feature = prior.start(group); feature < prior.end(group); feature++) {
      if (degrees[feature] > 0) {
        count++;
        addSquares(feature, sum, scatter);
      }
    }
    // Of the features and the pseudo-observation at zero, around their common mean; plus I.
    double total = count + 1;
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        scatter[a * width + b] -= sum[a] * sum[b] / total;
      }
      scatter[a * width + a] += 1;
    }
    double[] precision = wishart(scatter, width + count);
    System.arraycopy(precision, 0, prior.precisions, group * width * width, precision.length);
    Cholesky.factor(precision, 0, width);
    double[] deviation = normals();
    Cholesky.solveTransposed(precision, 0, width, deviation, 0);
    for (int a = 0; a < width; a++) {
      prior.means[group * width + a] = (sum[a] + Math.sqrt(total) * deviation[a]) / total;
    }
  }

  private void addSquares(int feature, double[] sum, double[] scatter) {
    double[] means = machine.features.means;
    for (int a = 0; a < width; a++) {
      double mine = means[feature * width + a];
      sum[a] += mine;
      for (int b = 0; b < width; b++) {
        scatter[a * width + b] += mine * means[feature * width + b];
      }
    }
  }

  /**
   * A draw from Wishart(freedom, scatter^-1), by Bartlett's decomposition: with scatter = L L^T and
   * T lower triangular of standard normals below roots of chi-squares, L^-T T T^T L^-1.
   */
  private double[] wishart(double[] scatter, int freedom) {
    double[] root = scatter.clone();
    Cholesky.factor(root, 0, width);
    double[] drawn = new double[width * width];
    double[] column = new double[width];
    for (int c = 0; c < width; c++) {
      for (int r = 0; r < width; r++) {
        column[r] = r < c ? 0 : r > c ? random.nextGaussian() : chi(freedom - c);
      }
      Cholesky.solveTransposed(root, 0, width, column, 0);
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          drawn[a * width + b] += column[a] * column[b];
        }
      }
    }
    return drawn;
  }

  private double chi(int freedom) {
    return Math.sqrt(new ChiSquaredDistribution(gammas, freedom).sample());
  }

  private double[] normals() {
    double[] normals = new double[width];
    for (int a = 0; a < width; a++) {
      normals[a] = random.nextGaussian();
    }
    return normals;
  }

  /** Draws the features without examples from their group. */
  void applyToUnseen() {
    Prior prior = machine.prior;
    double[] root = new double[width * width];
    for (int group = 0; group < prior.groups(); group++) {
      System.arraycopy(prior.precisions, group * root.length, root, 0, root.length);
      Cholesky.factor(root, 0, width);
      for (int feature = prior.start(group); feature < prior.end(group); feature++) {
        if (degrees[feature] == 0) {
          double[] deviation = normals();
          Cholesky.solveTransposed(root, 0, width, deviation, 0);
          for (int a = 0; a < width; a++) {
            machine.features.means[feature * width + a] =
                prior.means[group * width + a] + deviation[a];
          }
        }
      }
    }
  }
}
