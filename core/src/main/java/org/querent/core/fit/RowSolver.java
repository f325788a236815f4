package org.querent.core.fit;

import org.querent.core.posterior.Cholesky;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;

/**
 * Sets the parameters theta = (w, v) of one feature from a linear regression: given everything
 * else, the likelihood in theta is exp(-beta (theta^T G theta - 2 r^T theta) / 2), with expected
 * Gram matrix G and right-hand side r. One instance a thread.
 */
public abstract class RowSolver {
  /**
   * From so many factors on, residuals are faster than a Gram matrix. A sweep over a million
   * ratings takes one core 29, 47, 70, 97 ms from Gram matrices of 8, 12, 16, 20 factors, and
   * against residuals 38, 52, 69, 85 ms; with 64 factors 1280 and 230 ms.
   */
  public static final int RESIDUAL_FACTORS = 20;

  /** Coordinates of one row, which its ratings couple, are settled after fewer visits. */
  static final int MOST_VISITS = 100;

  /** How little a parameter moves that is settled; parameters have no unit. */
  static final double TOLERANCE = 1e-6;

  /** The machine whose features are solved for; its prior is read. */
  protected final Machine machine;

  /** The number of parameters of a feature: its slope and its factors. */
  public final int width;

  private final double[] before;

  /** The prior mean of the feature at hand. */
  private final double[] center;

  /** A solver that writes into the features of a machine. */
  protected RowSolver(Machine machine) {
    this.machine = machine;
    this.width = machine.width;
    before = new double[width];
    center = new double[width];
  }

  /** The solver that climbs the evidence lower bound of a machine. */
  public static RowSolver ascending(Machine machine) {
    return machine.features.shape == Shape.FULL ? new Joint(machine) : new Coordinates(machine);
  }

  /**
   * Updates a feature.
   *
   * @param gram G, row-major, both triangles
   * @param right r
   */
  public abstract void solve(int feature, double[] gram, double[] right);

  /**
   * Updates a feature, again and again where single coordinates are, until it hardly moves.
   *
   * @return by how much a parameter has moved at the first visit, at most
   */
  public final double settle(int feature, double[] gram, double[] right) {
    double[] means = machine.features.means;
    int at = feature * width;
    double first = 0;
    double moved = Double.POSITIVE_INFINITY;
    for (int visit = 0; visit < MOST_VISITS && moved > TOLERANCE; visit++) {
      System.arraycopy(means, at, before, 0, width);
      solve(feature, gram, right);
      moved = 0;
      for (int a = 0; a < width; a++) {
        moved = Math.max(moved, Math.abs(means[at + a] - before[a]));
      }
      first = visit == 0 ? moved : first;
    }
    return first;
  }

  /** Whether a {@link ResidualVisitor} does the same for less. */
  public boolean suitsResiduals() {
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

    /** Where all rows are features, as noisy as each other, and the factors many. */
    @Override
    public boolean suitsResiduals() {
      return machine.left.design.isIdentity()
          && machine.right.design.isIdentity()
          && machine.left.noise == null
          && width - 1 >= RESIDUAL_FACTORS;
    }

    @Override
    public void solve(int feature, double[] gram, double[] right) {
      Gaussians q = machine.features;
      Prior prior = machine.prior;
      int group = prior.group(feature);
      double[] center = center(group, feature);
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
        q.means[at + a] = (pull * center[a] + beta * evidence) / precision;
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
    public void solve(int feature, double[] gram, double[] right) {
      Gaussians q = machine.features;
      Prior prior = machine.prior;
      loadRegression(feature, gram, right, precision, evidence);
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

  /** A + beta G, lower triangle, and A m + beta r. */
  protected final void loadRegression(
      int feature, double[] gram, double[] right, double[] precision, double[] evidence) {
    Prior prior = machine.prior;
    int group = prior.group(feature);
    double[] center = center(group, feature);
    double beta = machine.likelihoodPrecision();
    double weight = prior.factorWeight;
    for (int a = 0; a < width; a++) {
      double sum = beta * right[a];
      for (int b = 0; b < width; b++) {
        sum += weight * prior.precision(group, a, b) * center[b];
      }
      evidence[a] = sum;
      for (int b = 0; b <= a; b++) {
        precision[a * width + b] =
            weight * prior.precision(group, a, b) + beta * gram[a * width + b];
      }
    }
  }

  /** The prior mean of a feature, until the next is asked for. */
  final double[] center(int group, int feature) {
    machine.prior.copyMean(group, feature, center);
    return center;
  }
}
