package org.querent.core.posterior;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.features.Design;
import org.querent.core.posterior.Gaussians.Shape;

/**
 * Slope and factors of consecutive rows of a side, drawn from its posterior by way of the features
 * that these rows have; of other features nothing is read or kept. Not thread-safe.
 */
final class DrawnRows {
  private final Gaussians posterior;
  private final Design design;
  private final int first;

  /** The features that are drawn, ascending. */
  private final int[] features;

  /** Standard deviations of their parameters, or Cholesky factors of their covariances. */
  private final double[] roots;

  /** Slope and factors of each of them. */
  private final double[] drawn;

  /** Where in {@link #drawn} an entry of these rows has its feature; empty if a row is one. */
  private final int[] sources;

  /** Slope and factors of the rows; those of the features if a row is one. */
  private final double[] values;

  private final double[] normals;

  /**
   * Rows that are not yet drawn. Cost: O(features * k^2), times k if the covariance is full, of
   * these rows.
   *
   * @param first the first of the rows
   * @param end one past the last
   */
  DrawnRows(Side side, int first, int end) {
    posterior = side.features;
    design = side.design;
    this.first = first;
    features = featuresOf(first, end);
    roots = rootsOf(features);
    int width = posterior.width;
    normals = new double[width];
    drawn = new double[Math.multiplyExact(features.length, width)];
    sources = design.isIdentity() ? new int[0] : sourcesOf(first, end);
    values = design.isIdentity() ? drawn : new double[Math.multiplyExact(end - first, width)];
  }

  private int[] featuresOf(int first, int end) {
    if (end - first == design.rows()) {
      return IntStream.range(0, design.columns()).map(n -> design.firstFeature() + n).toArray();
    }
    return IntStream.range(design.rowStart(first), design.rowStart(end))
        .map(design::feature)
        .sorted()
        .distinct()
        .toArray();
  }

  private double[] rootsOf(int[] features) {
    int block = posterior.block;
    double[] roots = new double[Math.multiplyExact(features.length, block)];
    for (int n = 0; n < features.length; n++) {
      System.arraycopy(posterior.covariances, features[n] * block, roots, n * block, block);
      if (posterior.shape == Shape.FULL) {
        Cholesky.factor(roots, n * block, posterior.width);
      }
    }
    if (posterior.shape == Shape.DIAGONAL) {
      Arrays.setAll(roots, at -> Math.sqrt(roots[at]));
    }
    return roots;
  }

  private int[] sourcesOf(int first, int end) {
    int from = design.rowStart(first);
    int[] sources = new int[design.rowStart(end) - from];
    for (int n = 0; n < sources.length; n++) {
      int feature = Arrays.binarySearch(features, design.feature(from + n));
      sources[n] = feature * posterior.width;
    }
    return sources;
  }

  /** Draws all rows anew. */
  void redraw(RandomGenerator random) {
    for (int n = 0; n < features.length; n++) {
      for (int a = 0; a < normals.length; a++) {
        normals[a] = random.nextGaussian();
      }
      draw(n);
    }
    if (!design.isIdentity()) {
      sum();
    }
  }

  /** Means plus normals times roots. */
  private void draw(int n) {
    int width = normals.length;
    double[] means = posterior.means;
    int mean = features[n] * width;
    int at = n * width;
    switch (posterior.shape) {
      case POINT -> System.arraycopy(means, mean, drawn, at, width);
      case DIAGONAL -> {
        for (int a = 0; a < width; a++) {
          drawn[at + a] = means[mean + a] + roots[at + a] * normals[a];
        }
      }
      case FULL -> {
        for (int a = 0, root = at * width; a < width; a++, root += width) {
          double sum = means[mean + a];
          for (int b = 0; b <= a; b++) {
            sum += roots[root + b] * normals[b];
          }
          drawn[at + a] = sum;
        }
      }
    }
  }

  /** Makes the rows of their features. */
  private void sum() {
    Arrays.fill(values, 0);
    int width = normals.length;
    int from = design.rowStart(first);
    for (int n = 0; n < sources.length; n++) {
      int at = (design.row(from + n) - first) * width;
      Side.addMeans(values, at, drawn, sources[n], width, design.value(from + n));
    }
  }

  /** Slopes and factors, row by row; those of a row begin {@link #at} it. Aliased. */
  double[] values() {
    return values;
  }

  /** Where a row begins. */
  int at(int row) {
    return (row - first) * normals.length;
  }
}
