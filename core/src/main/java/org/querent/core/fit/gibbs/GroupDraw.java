package org.querent.core.fit.gibbs;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;
import org.querent.core.posterior.PriorRegression;

/**
 * Draws the mean and the precision matrix of every group of features given the features, from the
 * normal-Wishart distribution that a prior of one pseudo-observation at zero, Wishart(width, I),
 * makes of them (Salakhutdinov and Mnih 2008, equation 14).
 *
 * <p>Where prior means are regressed, what is drawn is the precision A and all coefficients (m, B)
 * of x_r = (1, phi_r): with the n features theta_r that have ratings, and R = diag(1, ridge, ...,
 * ridge), of which the 1 is the pseudo-observation's,
 *
 * <pre>
 *   K = sum x_r x_r^T + R        M = K^-1 sum x_r theta_r^T
 *   A ~ Wishart(width + n, (sum theta_r theta_r^T - M^T K M + I)^-1)        (m, B) ~ N(M, K^-1, A^-1)
 * </pre>
 *
 * by the conjugate prior (m, B) ~ N(0, R^-1, A^-1), which without numbers phi is that of above.
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

  /** Draws all groups. Cost: O(features * (k^2 + p^2)), p numbers being known of a feature. */
  void draw() {
    for (int group = 0; group < machine.prior.groups(); group++) {
      Optional<PriorRegression> regression = machine.prior.regression(group);
      if (regression.isPresent()) {
        draw(group, regression.get());
      } else {
        draw(group);
      }
    }
  }

  private void draw(int group, PriorRegression regression) {
    Prior prior = machine.prior;
    int length = 1 + regression.count;
    double[] products = diagonal(length, PriorRegression.RIDGE);
    products[0] = 1;
    double[] coefficients = new double[length * width];
    double[] scatter = diagonal(width, 1);
    double[] x = new double[length];
    x[0] = 1;
    int count = 0;
    for (int feature = prior.start(group); feature < prior.end(group); feature++) {
      if (degrees[feature] > 0) {
        count++;
        int known = (feature - prior.start(group)) * regression.count;
        System.arraycopy(regression.covariates, known, x, 1, regression.count);
        addProducts(x, x, 0, products);
        addProducts(x, machine.features.means, feature * width, coefficients);
        addSquares(feature, new double[width], scatter);
      }
    }
    // With K = L L^T: L^-1 of the evidence, whose squares are what M explains.
    Cholesky.factor(products, 0, length);
    double[] column = new double[length];
    for (int a = 0; a < width; a++) {
      copyColumn(coefficients, a, column);
      Cholesky.solveLower(products, 0, length, column, 0);
      putColumn(column, coefficients, a);
    }
    for (int n = 0; n < length; n++) {
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          scatter[a * width + b] -= coefficients[n * width + a] * coefficients[n * width + b];
        }
      }
    }
    double[] root = drawPrecision(group, scatter, width + count);
    for (int n = 0; n < length; n++) {
      double[] deviation = normals();
      Cholesky.solveTransposed(root, 0, width, deviation, 0);
      for (int a = 0; a < width; a++) {
        coefficients[n * width + a] += deviation[a];
      }
    }
    // Mean and noise share the way back.
    for (int a = 0; a < width; a++) {
      copyColumn(coefficients, a, column);
      Cholesky.solveTransposed(products, 0, length, column, 0);
      putColumn(column, coefficients, a);
    }
    System.arraycopy(coefficients, 0, prior.means, group * width, width);
    System.arraycopy(coefficients, width, regression.coefficients, 0, coefficients.length - width);
  }

  private static double[] diagonal(int size, double value) {
    double[] matrix = new double[size * size];
    for (int n = 0; n < size; n++) {
      matrix[n * (size + 1)] = value;
    }
    return matrix;
  }

  /** Adds a b^T; b is as long as a row of the sum, and begins at {@code from}. */
  private static void addProducts(double[] a, double[] b, int from, double[] sum) {
    int columns = sum.length / a.length;
    for (int r = 0; r < a.length; r++) {
      for (int c = 0; c < columns; c++) {
        sum[r * columns + c] += a[r] * b[from + c];
      }
    }
  }

  private void copyColumn(double[] matrix, int a, double[] column) {
    for (int n = 0; n < column.length; n++) {
      column[n] = matrix[n * width + a];
    }
  }

  private void putColumn(double[] column, double[] matrix, int a) {
    for (int n = 0; n < column.length; n++) {
      matrix[n * width + a] = column[n];
    }
  }

  /**
   * Draws the precision of a group.
   *
   * @return its Cholesky factor
   */
  private double[] drawPrecision(int group, double[] scatter, int freedom) {
    double[] precision = wishart(scatter, freedom);
    System.arraycopy(
        precision, 0, machine.prior.precisions, group * width * width, precision.length);
    Cholesky.factor(precision, 0, width);
    return precision;
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
    double[] root = drawPrecision(group, scatter, width + count);
    double[] deviation = normals();
    Cholesky.solveTransposed(root, 0, width, deviation, 0);
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
    double[] mean = new double[width];
    for (int group = 0; group < prior.groups(); group++) {
      System.arraycopy(prior.precisions, group * root.length, root, 0, root.length);
      Cholesky.factor(root, 0, width);
      for (int feature = prior.start(group); feature < prior.end(group); feature++) {
        if (degrees[feature] == 0) {
          double[] deviation = normals();
          Cholesky.solveTransposed(root, 0, width, deviation, 0);
          prior.copyMean(group, feature, mean);
          for (int a = 0; a < width; a++) {
            machine.features.means[feature * width + a] = mean[a] + deviation[a];
          }
        }
      }
    }
  }
}
