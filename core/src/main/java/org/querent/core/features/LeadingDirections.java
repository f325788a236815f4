package org.querent.core.features;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.querent.core.data.Incidence;

/**
 * The leading singular vectors of a sparse matrix N of users by items, by subspace iteration from a
 * random start (Halko, Martinsson and Tropp 2011, Finding structure with randomness, algorithm 4.4)
 * with a few more directions than asked for, and of what comes out the eigenvectors of N^T N within
 * it. Cost: O(pairs * directions) an iteration.
 *
 * <p>N_ui = l_u r_i for the pairs that there are, for given l and r.
 */
final class LeadingDirections {
  private static final int ITERATIONS = 12;
  private static final int MORE = 8;

  private final Incidence pairs;
  private final double[] left;
  private final double[] right;

  /** The singular values, the largest first. */
  final double[] values;

  /** What each user has of every direction, {@code user * values.length + n}. */
  final double[] users;

  /** What each item has of every direction, {@code item * values.length + n}. */
  final double[] items;

  /**
   * Finds them.
   *
   * @param count of the directions, of which there may be fewer
   */
  LeadingDirections(
      Incidence pairs, double[] left, double[] right, int count, RandomGenerator random) {
    this.pairs = pairs;
    this.left = left;
    this.right = right;
    int most = Math.min(pairs.activeCount(), (int) active(pairs.popularity()));
    int width = Math.min(count + MORE, most);
    double[] basis = new double[pairs.itemCount() * width];
    Arrays.setAll(basis, at -> random.nextGaussian());
    double[] image = new double[pairs.userCount() * width];
    for (int n = 0; n < ITERATIONS; n++) {
      orthonormalise(basis, width);
      toUsers(basis, image, width);
      toItems(image, basis, width);
    }
    orthonormalise(basis, width);
    toUsers(basis, image, width);
    if (width == 0) {
      values = new double[0];
      users = image;
      items = basis;
      return;
    }
    EigenDecomposition within = new EigenDecomposition(gram(image, width));
    values = values(within, Math.min(count, width));
    users = turned(image, width, within);
    items = turned(basis, width, within);
    for (int at = 0; at < users.length; at++) {
      users[at] /= values[at % values.length];
    }
  }

  private static long active(int[] counts) {
    return Arrays.stream(counts).filter(it -> it > 0).count();
  }

  /** The roots of the largest eigenvalues, as far as they are not 0 but for rounding. */
  private static double[] values(EigenDecomposition within, int count) {
    return Arrays.stream(within.getRealEigenvalues())
        .limit(count)
        .filter(it -> it > 1e-12 * within.getRealEigenvalue(0))
        .map(Math::sqrt)
        .toArray();
  }

  private double[] turned(double[] block, int width, EigenDecomposition within) {
    int rows = block.length / width;
    double[] turned = new double[rows * values.length];
    for (int n = 0; n < values.length; n++) {
      double[] direction = within.getEigenvector(n).toArray();
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int m = 0; m < width; m++) {
          sum += block[row * width + m] * direction[m];
        }
        turned[row * values.length + n] = sum;
      }
    }
    return turned;
  }

  /** N times a block. */
  private void toUsers(double[] block, double[] into, int width) {
    Arrays.fill(into, 0);
    for (int user = 0; user < pairs.userCount(); user++) {
      int to = user * width;
      for (int n = 0; n < pairs.count(user); n++) {
        int item = pairs.item(user, n);
        for (int m = 0; m < width; m++) {
          into[to + m] += right[item] * block[item * width + m];
        }
      }
      for (int m = 0; m < width; m++) {
        into[to + m] *= left[user];
      }
    }
  }

  /** N^T times a block. */
  private void toItems(double[] block, double[] into, int width) {
    Arrays.fill(into, 0);
    for (int user = 0; user < pairs.userCount(); user++) {
      int from = user * width;
      for (int n = 0; n < pairs.count(user); n++) {
        int item = pairs.item(user, n);
        double weight = left[user] * right[item];
        for (int m = 0; m < width; m++) {
          into[item * width + m] += weight * block[from + m];
        }
      }
    }
  }

  /** By Gram and Schmidt, twice, since once loses what is nearly dependent to rounding. */
  private static void orthonormalise(double[] block, int width) {
    for (int m = 0; m < width; m++) {
      for (int other = 0; other < 2 * m; other++) {
        double inner = inner(block, width, m, other % m);
        for (int at = 0; at < block.length; at += width) {
          block[at + m] -= inner * block[at + other % m];
        }
      }
      double norm = Math.sqrt(inner(block, width, m, m));
      for (int at = 0; at < block.length; at += width) {
        block[at + m] = norm > 0 ? block[at + m] / norm : 0;
      }
    }
  }

  private static double inner(double[] block, int width, int m, int other) {
    double sum = 0;
    for (int at = 0; at < block.length; at += width) {
      sum += block[at + m] * block[at + other];
    }
    return sum;
  }

  private static RealMatrix gram(double[] block, int width) {
    RealMatrix gram = MatrixUtils.createRealMatrix(width, width);
    for (int m = 0; m < width; m++) {
      for (int other = 0; other <= m; other++) {
        double inner = inner(block, width, m, other);
        gram.setEntry(m, other, inner);
        gram.setEntry(other, m, inner);
      }
    }
    return gram;
  }
}
