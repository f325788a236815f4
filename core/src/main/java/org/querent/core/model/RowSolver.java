package org.querent.core.model;

import java.util.random.RandomGenerator;
import org.querent.core.model.Gaussians.Shape;
import org.querent.core.random.RandomStreams;

/**
 * Sets the parameters theta = (w, v) of one feature from a linear regression: given everything
 * else, the likelihood in theta is exp(-beta (theta^T G theta - 2 r^T theta) / 2), with expected
 * Gram matrix G and right-hand side r. One instance a thread.
 */
abstract class RowSolver {
  /**
   * From so many factors on, residuals are faster than a Gram matrix. A sweep over a million
   * ratings takes one core 29, 47, 70, 97 ms from Gram matrices of 8, 12, 16, 20 factors, and
   * against residuals 38, 52, 69, 85 ms; with 64 factors 1280 and 230 ms.
   */
  static final int RESIDUAL_FACTORS = 20;

  final Machine machine;
  final int width;

  RowSolver(Machine machine) {
    this.machine = machine;
    this.width = machine.width;
  }

  /** The solver that climbs the evidence lower bound of a machine. */
  static RowSolver ascending(Machine machine) {
    return machine.features.shape == Shape.FULL ? new Joint(machine) : new Coordinates(machine);
  }

  /**
   * Updates a feature.
   *
   * @param gram G, row-major, both triangles
   * @param right r
   */
  abstract void solve(int feature, double[] gram, double[] right);

  /** Whether a {@link ResidualVisitor} does the same for less. */
  boolean suitsResiduals() {
    return false;
  }

  /**
   * One parameter after the other, each at its optimum given the others; for a point estimate, this
   * is alternating least squares by elements (Rendle 2012, Factorization machines with libFM, ACM
   * TIST 3(3)).
   */
  private static final class Coordinates extends RowSolver {
    Coordinates(Machine machine) {
      super(machine);
    }

    /** Where all rows are features, and the factors many. */
    @Override
    boolean suitsResiduals() {
      return machine.left.design.isIdentity()
          && machine.right.design.isIdentity()
          && width - 1 >= RESIDUAL_FACTORS;
    }

    @Override
    void solve(int feature, double[] gram, double[] right) {
      Gaussians q = machine.features;
      Prior prior = machine.prior;
      int group = prior.group(feature);
      double beta = machine.likelihoodPrecision();
      int at = feature * width;
      for (int a = 0; a < width; a++) {
        double evidence = right[a] + gram[a * width + a] * q.means[at + a];
        for (int b = 0; b < width; b++) {
          evidence -= gram[a * width + b] * q.means[at + b];
        }
        double weight = prior.weight(a);
        double pull = weight * prior.precision(group, a, a);
        double precision = pull + beta * gram[a * width + a];
        if (precision == 0) {
          continue; // Neither prior nor evidence: the parameter stays where it is.
        }
        q.means[at + a] = (pull * prior.means[group * width + a] + beta * evidence) / precision;
        if (q.shape == Shape.DIAGONAL) {
          q.covariances[at + a] = weight / precision;
        }
      }
    }
  }

  /** All parameters at once, with their covariance. */
  private static final class Joint extends RowSolver {
    private final double[] precision;
    private final double[] evidence;

    Joint(Machine machine) {
      super(machine);
      precision = new double[width * width];
      evidence = new double[width];
    }

    @Override
    void solve(int feature, double[] gram, double[] right) {
      Gaussians q = machine.features;
      Prior prior = machine.prior;
      loadRegression(prior.group(feature), gram, right, precision, evidence);
      int block = feature * q.block;
      Cholesky.factor(precision, 0, width);
      Cholesky.invert(precision, 0, width, q.covariances, block);
      for (int a = 0; a < width; a++) {
        double sum = 0;
        for (int b = 0; b < width; b++) {
          sum += q.covariances[block + a * width + b] * evidence[b];
        }
        q.means[feature * width + a] = sum;
      }
      double weight = prior.factorWeight;
      if (weight != 1) {
        for (int n = block; n < block + q.block; n++) {
          q.covariances[n] *= weight;
        }
      }
    }
  }

  /** Drawn from its conditional distribution, for Gibbs sampling. */
  static final class Drawn extends RowSolver {
    private final RandomStreams streams;
    private final double[] precision;
    private final double[] drawn;
    private long pass;

    Drawn(Machine machine, RandomStreams streams) {
      super(machine);
      this.streams = streams;
      precision = new double[width * width];
      drawn = new double[width];
    }

    /** The pass that features are drawn in next. */
    void begin(int number) {
      pass = number;
    }

    @Override
    void solve(int feature, double[] gram, double[] right) {
      loadRegression(machine.prior.group(feature), gram, right, precision, drawn);
      Cholesky.factor(precision, 0, width);
      // L^-T (L^-1 b + z): mean and noise share the way back.
      Cholesky.solveLower(precision, 0, width, drawn, 0);
      // A generator of its own for every feature and pass: which thread draws does not matter.
      RandomGenerator random = streams.stream("feature", pass * machine.features.rows + feature);
      for (int a = 0; a < width; a++) {
        drawn[a] += random.nextGaussian();
      }
      Cholesky.solveTransposed(precision, 0, width, drawn, 0);
      System.arraycopy(drawn, 0, machine.features.means, feature * width, width);
    }
  }

  /** A + beta G, lower triangle, and A m + beta r. */
  final void loadRegression(
      int group, double[] gram, double[] right, double[] precision, double[] evidence) {
    Prior prior = machine.prior;
    double beta = machine.likelihoodPrecision();
    double weight = prior.factorWeight;
    for (int a = 0; a < width; a++) {
      double sum = beta * right[a];
      for (int b = 0; b < width; b++) {
        sum += weight * prior.precision(group, a, b) * prior.means[group * width + b];
      }
      evidence[a] = sum;
      for (int b = 0; b <= a; b++) {
        precision[a * width + b] =
            weight * prior.precision(group, a, b) + beta * gram[a * width + b];
      }
    }
  }
}
