package org.querent.core.posterior;

import java.util.Arrays;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;

/**
 * Independent Gaussian vectors of equal width, one per row: slope and factors of features, or of
 * the users or items that the features make.
 *
 * <p>Parameter 0 of a row is its slope, parameter f + 1 its factor f. Means are row-major, {@code
 * row * width + a}. Variances, never standard deviations or logarithms. Mutable; not thread-safe,
 * but different rows may be written by different threads.
 */
public final class Gaussians {
  /** Which second moments are kept. */
  public enum Shape {
    /** None: the rows are certain. */
    POINT,
    /** A variance per parameter, {@code row * width + a}. */
    DIAGONAL,
    /** A covariance per pair of parameters of a row, {@code (row * width + a) * width + b}. */
    FULL;

    /** The shape of the features' distributions while such a model is fitted. */
    public static Shape of(ModelSettings settings) {
      return switch (settings.type()) {
        case FM, BAYESIAN_FM -> POINT;
        case VFM, AUTO_VFM -> settings.covariance() == Covariance.FULL ? FULL : DIAGONAL;
      };
    }

    /** The shape of the prior's precisions; that of a sampled model is a matrix. */
    static Shape ofPrior(ModelSettings settings) {
      return settings.type() == ModelType.BAYESIAN_FM || settings.covariance() == Covariance.FULL
          ? FULL
          : DIAGONAL;
    }
  }

  /** The number of vectors. */
  public final int rows;

  /** The number of parameters of a row: its slope and its factors. */
  public final int width;

  /** Which second moments are kept. */
  public final Shape shape;

  /** The numbers of covariance per row. */
  public final int block;

  /** The means, {@code row * width + a}. */
  public final double[] means;

  /** {@code block} numbers a row, as the shape says. */
  public final double[] covariances;

  Gaussians(int rows, int width, Shape shape) {
    this.rows = rows;
    this.width = width;
    this.shape = shape;
    block =
        switch (shape) {
          case POINT -> 0;
          case DIAGONAL -> width;
          case FULL -> Math.multiplyExact(width, width);
        };
    means = new double[Math.multiplyExact(rows, width)];
    covariances = new double[Math.multiplyExact(rows, block)];
  }

  /** The covariance of two parameters of a row. */
  public double covariance(int row, int a, int b) {
    return switch (shape) {
      case POINT -> 0;
      case DIAGONAL -> a == b ? covariances[row * width + a] : 0;
      case FULL -> covariances[(row * width + a) * width + b];
    };
  }

  /** z_a = (1, mu)_a: how much a prediction changes with parameter a of the row beside it. */
  double sensitivity(int row, int a) {
    return a == 0 ? 1 : means[row * width + a];
  }

  /** Sets every row's covariance to a multiple of the identity. */
  void fillVariances(double variance) {
    Arrays.fill(covariances, shape == Shape.DIAGONAL ? variance : 0);
    if (shape == Shape.FULL) {
      for (int at = 0; at < covariances.length; at += block) {
        for (int a = 0; a < width; a++) {
          covariances[at + a * width + a] = variance;
        }
      }
    }
  }

  /** All numbers of a row, its means first; a copy. */
  public double[] kept(int row) {
    double[] kept = new double[width + block];
    System.arraycopy(means, row * width, kept, 0, width);
    System.arraycopy(covariances, row * block, kept, width, block);
    return kept;
  }

  /** Takes back what a row was. */
  public void putBack(int row, double[] kept) {
    System.arraycopy(kept, 0, means, row * width, width);
    System.arraycopy(kept, width, covariances, row * block, block);
  }

  /** Makes one row equal to another. */
  void copy(int from, int to) {
    System.arraycopy(means, from * width, means, to * width, width);
    System.arraycopy(covariances, from * block, covariances, to * block, block);
  }

  /**
   * The variance of what a row of users and one of items, of the same shape, predict together, but
   * for the bias.
   */
  static double variance(Gaussians left, int user, Gaussians right, int item) {
    return switch (left.shape) {
      case POINT -> 0;
      case DIAGONAL -> diagonalVariance(left, user, right, item);
      case FULL -> fullVariance(left, user, right, item);
    };
  }

  private static double diagonalVariance(Gaussians left, int user, Gaussians right, int item) {
    int width = left.width;
    double[] mu = left.means;
    double[] mi = right.means;
    double[] tu = left.covariances;
    double[] ti = right.covariances;
    double variance = tu[user * width] + ti[item * width];
    for (int f = 1, a = user * width + 1, b = item * width + 1; f < width; f++, a++, b++) {
      variance += tu[a] * (ti[b] + mi[b] * mi[b]) + ti[b] * mu[a] * mu[a];
    }
    return variance;
  }

  /** With z = (1, mu): z_i^T S_u z_i + z_u^T S_i z_u + the trace of the factors' S_u S_i. */
  private static double fullVariance(Gaussians left, int user, Gaussians right, int item) {
    int width = left.width;
    double[] mu = left.means;
    double[] mi = right.means;
    double[] su = left.covariances;
    double[] si = right.covariances;
    int u = user * width;
    int i = item * width;
    int blockU = u * width;
    int blockI = i * width;
    double variance = su[blockU] + si[blockI];
    for (int a = 1; a < width; a++) {
      int rowU = blockU + a * width;
      int rowI = blockI + a * width;
      double sumU = 2 * su[rowU];
      double sumI = 2 * si[rowI];
      for (int b = 1; b < width; b++) {
        sumU += su[rowU + b] * mi[i + b];
        sumI += si[rowI + b] * mu[u + b];
        variance += su[rowU + b] * si[rowI + b];
      }
      variance += mi[i + a] * sumU + mu[u + a] * sumI;
    }
    return variance;
  }
}
