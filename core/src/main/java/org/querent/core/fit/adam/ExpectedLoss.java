package org.querent.core.fit.adam;

import java.util.Arrays;
import org.querent.core.fit.RatingList;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * The loss of a batch with its expectation in closed form, and its gradient by rows.
 *
 * <p>A rating depends on its user's features through five moments of the user's row only: E[s],
 * E[b] = P, Var(s), Cov(s, b) = K and Var(b) = R ({@link Side}), and through those of its item.
 * With e = y - mean, beta E[(y - yhat)^2] / 2 has the derivatives
 *
 * <pre>
 *   E[s]: -beta e     P: beta (-e P' + K' + R P)  with R' in the place of R
 *   Var(s): beta / 2  K: beta P'                  R: beta (P'^2 + R') / 2
 * </pre>
 *
 * where ' is the row at the other end. They are summed per row over the batch; a row that is one
 * feature is done, and one of several passes them on to its features, once for all of its ratings.
 * Not thread-safe.
 */
public final class ExpectedLoss implements BatchLoss {
  private final Machine machine;
  private final SideGradient left;
  private final SideGradient right;

  /** Whether every rating is of two features of value 1, with independent parameters. */
  private final boolean plain;

  /** -beta e of each rating of the batch. */
  private double[] weights = {};

  /** The loss under a machine. */
  public ExpectedLoss(Machine machine) {
    this.machine = machine;
    left = new SideGradient(machine.left, machine.right);
    right = new SideGradient(machine.right, machine.left);
    plain =
        machine.left.isAlias()
            && machine.right.isAlias()
            && machine.features.shape == Shape.DIAGONAL;
  }

  @Override
  public void addGradient(RatingList ratings, int from, int to, long step, Gradient gradient) {
    int size = to - from;
    double beta = machine.likelihoodPrecision() / size;
    left.begin(ratings.users, from, to);
    right.begin(ratings.items, from, to);
    gradient.biasMean += weigh(ratings, from, to, beta);
    for (int n = from; n < to; n++) {
      int user = ratings.users[n];
      int item = ratings.items[n];
      double weight = weights[n - from];
      if (plain) {
        addPair(user, machine.right.first + item, weight, beta, gradient);
      } else {
        left.add(user, item, weight, beta, gradient);
        right.add(item, user, weight, beta, gradient);
      }
    }
    left.passOn(gradient);
    right.passOn(gradient);
    gradient.biasVariance += machine.isPoint() ? 0 : 0.5 * beta * size;
  }

  /**
   * Makes the weights of a batch, in a loop of its own: a prediction is a chain of additions, and
   * so the processor works on those of several ratings at once. That takes a tenth off the loops
   * over ratings.
   *
   * @return their sum
   */
  private double weigh(RatingList ratings, int from, int to, double beta) {
    if (weights.length < to - from) {
      weights = new double[to - from];
    }
    double sum = 0;
    for (int n = from; n < to; n++) {
      double error = ratings.ratings[n] - machine.mean(ratings.users[n], ratings.items[n]);
      double weight = -beta * error;
      weights[n - from] = weight;
      sum += weight;
    }
    return sum;
  }

  /**
   * What {@link SideGradient} adds for either side, at once: where two features are all that is
   * active, this is most of an epoch.
   */
  private void addPair(int user, int item, double weight, double beta, Gradient gradient) {
    double[] mu = machine.features.means;
    double[] t = machine.features.covariances;
    double[] ofMeans = gradient.means;
    double[] ofVariances = gradient.variances;
    double half = 0.5 * beta;
    int u = user * machine.width;
    int i = item * machine.width;
    int end = u + machine.width;
    ofMeans[u] += weight;
    ofMeans[i] += weight;
    ofVariances[u] += half;
    ofVariances[i] += half;
    for (u++, i++; u < end; u++, i++) {
      double muU = mu[u];
      double muI = mu[i];
      double tU = t[u];
      double tI = t[i];
      ofMeans[u] += weight * muI + beta * tI * muU;
      ofMeans[i] += weight * muU + beta * tU * muI;
      ofVariances[u] += half * (muI * muI + tI);
      ofVariances[i] += half * (muU * muU + tU);
    }
  }

  /** The gradient in the features of one side. */
  private static final class SideGradient {
    private final Side side;
    private final Side others;
    private final int width;
    private final Shape shape;
    private final RowGradient rowGradient;

    /** Which rows the present batch has met, and in which batch a row was met last. */
    private final int[] touched;

    private final int[] stamps;
    private int touchedCount;
    private int stamp;

    /** Per row, where rows have several features: of E[s] and P; of Var(s) and R; of K. */
    private final double[] ofMeans;

    private final double[] ofVariances;
    private final double[] ofCovariances;

    SideGradient(Side side, Side others) {
      this.side = side;
      this.others = others;
      width = side.rows.width;
      shape = side.features.shape;
      rowGradient = new RowGradient(side);
      boolean own = !side.isAlias();
      touched = new int[own ? side.size() : 0];
      stamps = new int[touched.length];
      ofMeans = new double[own ? side.rows.means.length : 0];
      ofVariances = new double[shape == Shape.POINT ? 0 : ofMeans.length];
      ofCovariances = new double[ofVariances.length];
    }

    /** Brings the moments of the rows of a batch up to date. */
    void begin(int[] rows, int from, int to) {
      if (side.isAlias()) {
        return;
      }
      stamp++;
      touchedCount = 0;
      for (int n = from; n < to; n++) {
        int row = rows[n];
        if (stamps[row] != stamp) {
          stamps[row] = stamp;
          touched[touchedCount++] = row;
          side.refresh(row);
        }
      }
    }

    /** Adds what a rating means for its row at this side. */
    void add(int row, int otherRow, double weight, double beta, Gradient gradient) {
      boolean alias = side.isAlias();
      double[] means = alias ? gradient.means : ofMeans;
      double[] variances = alias ? gradient.variances : ofVariances;
      int mine = side.first + row;
      int other = others.first + otherRow;
      switch (side.rows.shape) {
        case POINT -> addPoint(mine, other, weight, means);
        case DIAGONAL -> addDiagonal(mine, other, weight, beta, means, variances);
        case FULL -> addFull(mine, other, weight, beta, means, variances);
      }
    }

    /** Ends a batch: rows of several features pass their gradients on. */
    void passOn(Gradient gradient) {
      for (int n = 0; n < touchedCount; n++) {
        passOn(touched[n], gradient);
      }
    }

    private void passOn(int row, Gradient gradient) {
      int at = row * width;
      rowGradient.passOn(row, ofMeans, ofVariances, ofCovariances, at, gradient);
      Arrays.fill(ofMeans, at, at + width, 0);
      if (shape != Shape.POINT) {
        Arrays.fill(ofVariances, at, at + width, 0);
        Arrays.fill(ofCovariances, at, at + width, 0);
      }
    }

    private void addPoint(int row, int other, double weight, double[] means) {
      double[] theirs = others.rows.means;
      int to = row * width;
      int from = other * width;
      means[to] += weight;
      for (int a = 1; a < width; a++) {
        means[to + a] += weight * theirs[from + a];
      }
    }

    private void addDiagonal(
        int row, int other, double weight, double beta, double[] means, double[] variances) {
      double[] mine = side.rows.means;
      double[] theirs = others.rows.means;
      double[] spreads = others.rows.covariances;
      double half = 0.5 * beta;
      int to = row * width;
      int from = other * width;
      means[to] += weight;
      variances[to] += half;
      for (int a = 1; a < width; a++) {
        double mean = theirs[from + a];
        double spread = spreads[from + a];
        means[to + a] += weight * mean + beta * spread * mine[to + a];
        variances[to + a] += half * (mean * mean + spread);
      }
    }

    private void addFull(
        int row, int other, double weight, double beta, double[] means, double[] variances) {
      double[] mine = side.rows.means;
      double[] theirs = others.rows.means;
      double[] spreads = others.rows.covariances;
      double half = 0.5 * beta;
      int to = row * width;
      int from = other * width;
      int block = from * width;
      means[to] += weight;
      variances[to] += half;
      for (int a = 1; a < width; a++) {
        double mean = theirs[from + a];
        double spread = spreads[block + a * width + a];
        means[to + a] += weight * mean + beta * (spreads[block + a] + spread * mine[to + a]);
        variances[to + a] += half * (mean * mean + spread);
        ofCovariances[to + a] += beta * mean;
      }
    }
  }
}
