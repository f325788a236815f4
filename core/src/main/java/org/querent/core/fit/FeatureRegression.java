package org.querent.core.fit;

import java.util.Arrays;
import org.querent.core.features.Design;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * The regression of one feature of a side whose rows have several, from the sums of its rows.
 *
 * <p>With B the factors and s the slope part of a row without the feature, mean and covariance C of
 * B, K = Cov(B, s), and with z = (1, O) and rho of its ratings as in {@link RowSums}, the rating
 * depends on theta = (w, v) of the feature through h = x (1, B + O) and otherwise on s + B O. So
 * the feature's Gram matrix and right-hand side gain from a row of N ratings
 *
 * <pre>
 *   x^2 sum E[(1, B + O)(1, B + O)^T]
 *   x   sum E[(1, B + O)(rho - s - B O)]
 * </pre>
 *
 * whose factor parts are, with e = sum rho - N s - B sum(O),
 *
 * <pre>
 *   N (B B^T + C) + B sum(O)^T + sum(O) B^T + sum(O O^T)
 *   B e + sum(O rho) - N K - s sum(O) - C sum(O) - sum(O O^T) B
 * </pre>
 *
 * Cost: O(k^2) an entry of the design. Not thread-safe.
 */
final class FeatureRegression {
  final double[] gram;
  final double[] right;

  private final Side side;
  private final Gaussians features;
  private final RowSums[] sums;
  private final int width;

  FeatureRegression(Machine machine, Side side, RowSums[] sums) {
    this.side = side;
    this.sums = sums;
    features = machine.features;
    width = machine.width;
    gram = new double[width * width];
    right = new double[width];
  }

  /** Takes a feature out of its rows and makes its regression. */
  void without(int feature) {
    Design design = side.design;
    Arrays.fill(gram, 0);
    Arrays.fill(right, 0);
    for (int c = design.columnStart(feature); c < design.columnEnd(feature); c++) {
      int entry = design.columnEntry(c);
      int row = design.row(entry);
      side.remove(row, feature, design.value(entry));
      if (sums[row] != null) {
        add(row, design.value(entry), sums[row]);
      }
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < a; b++) {
        gram[b * width + a] = gram[a * width + b];
      }
    }
  }

  /**
   * Makes the diagonal of a feature's Gram matrix, without taking it out of its rows; of a point
   * estimate. Cost: O(k) an entry.
   *
   * @return how many ratings it is active in
   */
  int diagonal(int feature, double[] into) {
    Design design = side.design;
    int ratings = 0;
    Arrays.fill(into, 0);
    for (int c = design.columnStart(feature); c < design.columnEnd(feature); c++) {
      int entry = design.columnEntry(c);
      int row = design.row(entry);
      if (sums[row] != null) {
        addDiagonal(feature, row, design.value(entry), into);
        ratings += sums[row].count;
      }
    }
    return ratings;
  }

  private void addDiagonal(int feature, int row, double x, double[] into) {
    RowSums of = sums[row];
    into[0] += x * x * of.weight;
    for (int a = 1; a < width; a++) {
      double rest = side.rows.means[row * width + a] - x * features.means[feature * width + a];
      double square = of.weight * rest * rest + 2 * rest * of.gram[a] + of.gram[a * width + a];
      into[a] += x * x * square;
    }
  }

  /** Puts a feature, with its new parameters, back into its rows. */
  void restore(int feature) {
    Design design = side.design;
    for (int c = design.columnStart(feature); c < design.columnEnd(feature); c++) {
      int entry = design.columnEntry(c);
      side.add(design.row(entry), feature, design.value(entry));
    }
  }

  private void add(int row, double x, RowSums of) {
    Gaussians rows = side.rows;
    double[] means = rows.means;
    int at = row * width;
    double count = of.weight;
    double slope = means[at];
    double rest = of.right[0] - count * slope;
    for (int a = 1; a < width; a++) {
      rest -= means[at + a] * of.gram[a];
    }
    double square = x * x;
    gram[0] += square * count;
    right[0] += x * rest;
    for (int a = 1; a < width; a++) {
      double mine = means[at + a];
      double sum = of.gram[a];
      double evidence = mine * rest + of.right[a] - slope * sum;
      evidence -= count * rows.covariance(row, a, 0);
      gram[a * width] += square * (count * mine + sum);
      for (int b = 1; b < width; b++) {
        double covariance = rows.covariance(row, a, b);
        double product = of.gram[a * width + b];
        evidence -= covariance * of.gram[b] + product * means[at + b];
        if (b <= a) {
          double other = means[at + b];
          gram[a * width + b] +=
              square
                  * (count * (mine * other + covariance)
                      + mine * of.gram[b]
                      + sum * other
                      + product);
        }
      }
      right[a] += x * evidence;
    }
  }
}
