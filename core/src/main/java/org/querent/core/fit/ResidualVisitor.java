package org.querent.core.fit;

import java.util.Arrays;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Prior;
import org.querent.core.posterior.Side;
import org.querent.core.posterior.Thresholds;

/**
 * Moves the parameters of a row one after the other, as {@link RowSolver} does from a Gram matrix,
 * but against the residuals of its ratings, which are made anew at every visit. Cost: O(k) a
 * rating. Where both sides are one feature a row, and no parameters depend on each other.
 */
public final class ResidualVisitor implements RowVisitor {
  private final Machine machine;
  private final Side side;
  private final Side others;
  private final Rows rows;
  private final int width;

  /** Per parameter of the rows met, the sums of its squared means and of its variances. */
  private final double[] squares;

  private final double[] variances;

  /** The prior mean of the row at hand. */
  private final double[] center;

  /** y - mean(x) of each rating. */
  private double[] residuals = {};

  /** The factors of the rows met, factor by factor, so that updates read consecutive numbers. */
  private double[][] gathered = {};

  /** What was gathered last. */
  private int feature;

  private int degree;

  /** A visitor of the rows of one side, given the other. */
  public ResidualVisitor(Machine machine, Side side, Side others, Rows rows) {
    this.machine = machine;
    this.side = side;
    this.others = others;
    this.rows = rows;
    width = machine.width;
    squares = new double[width];
    variances = new double[width];
    center = new double[width];
  }

  @Override
  public void gather(int row) {
    reserve();
    feature = side.first + row;
    degree = rows.degrees[row];
    gather(row, feature * width);
    if (machine.thresholds != null) {
      feel(rows.ratings[row], machine.thresholds);
    }
  }

  /** Makes residuals of what was felt in the place of those of ratings. */
  private void feel(float[] ratings, Thresholds thresholds) {
    for (int n = 0; n < degree; n++) {
      residuals[n] = thresholds.surprise(ratings[n], ratings[n] - residuals[n]);
    }
  }

  @Override
  public void update() {
    machine.prior.copyMean(machine.prior.group(feature), feature, center);
    for (int a = 0; a < width; a++) {
      move(feature, a, degree);
    }
  }

  @Override
  public void count() {
    EffectiveParameters.count(machine, feature, degree, squares, 1);
  }

  /** The variances of a row's predictions sum up in closed form: O(k), not per rating. */
  @Override
  public void measure(Residuals into) {
    double expected = 0;
    for (int n = 0; n < degree; n++) {
      expected += residuals[n] * residuals[n];
    }
    expected += variances[0];
    for (int a = 0; a < width; a++) {
      double mean = side.rows.means[feature * width + a];
      double variance = side.rows.covariance(feature, a, a);
      expected += squares[a] * variance;
      expected += a == 0 ? 0 : variances[a] * (variance + mean * mean);
    }
    into.add(sum(degree), expected, degree);
  }

  @Override
  public double meanSquare(double[] change) {
    double sum = 0;
    for (int n = 0; n < degree; n++) {
      double moved = change[0];
      for (int f = 1; f < width; f++) {
        moved += change[f] * gathered[f][n];
      }
      sum += moved * moved;
    }
    for (int f = 1; f < width; f++) {
      sum += change[f] * change[f] * variances[f];
    }
    return sum / degree;
  }

  private void reserve() {
    int degree = rows.largestDegree();
    if (degree > residuals.length) {
      int capacity = degree + (degree >> 1);
      residuals = new double[capacity];
      // An array a factor: the compiler vectorises loops whose arrays are all indexed alike.
      gathered = new double[width][capacity];
    }
  }

  /** Reads the rows met, and makes the residuals. */
  private void gather(int row, int own) {
    int[] met = rows.others[row];
    float[] ratings = rows.ratings[row];
    int degree = rows.degrees[row];
    double[] means = others.rows.means;
    double[] mine = side.rows.means;
    double base = machine.biasMean + mine[own];
    double[] spreads = others.rows.covariances;
    int spreadWidth = others.rows.block;
    Arrays.fill(squares, 0);
    Arrays.fill(variances, 0);
    squares[0] = degree;
    // Four at a time, because the sums of squares wait for each other.
    int n = 0;
    for (; n < degree - 3; n += 4) {
      int one = (others.first + met[n]) * width;
      int two = (others.first + met[n + 1]) * width;
      int three = (others.first + met[n + 2]) * width;
      int four = (others.first + met[n + 3]) * width;
      double first = ratings[n] - base - means[one];
      double second = ratings[n + 1] - base - means[two];
      double third = ratings[n + 2] - base - means[three];
      double fourth = ratings[n + 3] - base - means[four];
      for (int f = 1; f < width; f++) {
        double[] column = gathered[f];
        double weight = mine[own + f];
        double a = means[one + f];
        double b = means[two + f];
        double c = means[three + f];
        double d = means[four + f];
        first -= weight * a;
        second -= weight * b;
        third -= weight * c;
        fourth -= weight * d;
        squares[f] += (a * a + b * b) + (c * c + d * d);
        column[n] = a;
        column[n + 1] = b;
        column[n + 2] = c;
        column[n + 3] = d;
      }
      for (int f = 0; f < spreadWidth; f++) {
        variances[f] +=
            (spreads[one + f] + spreads[two + f]) + (spreads[three + f] + spreads[four + f]);
      }
      residuals[n] = first;
      residuals[n + 1] = second;
      residuals[n + 2] = third;
      residuals[n + 3] = fourth;
    }
    for (; n < degree; n++) {
      int one = (others.first + met[n]) * width;
      double first = ratings[n] - base - means[one];
      for (int f = 1; f < width; f++) {
        double[] column = gathered[f];
        double a = means[one + f];
        first -= mine[own + f] * a;
        squares[f] += a * a;
        column[n] = a;
      }
      for (int f = 0; f < spreadWidth; f++) {
        variances[f] += spreads[one + f];
      }
      residuals[n] = first;
    }
  }

  /** Puts parameter a at its optimum given the others, and its change into the residuals. */
  private void move(int feature, int a, int degree) {
    Gaussians q = side.rows;
    Prior prior = machine.prior;
    int group = prior.group(feature);
    int at = feature * width + a;
    double old = q.means[at];
    double beta = machine.likelihoodPrecision();
    double pull = prior.weight(a) * prior.precision(group, a, a);
    double precision = pull + beta * (squares[a] + (a == 0 ? 0 : variances[a]));
    if (precision == 0) {
      return; // Neither prior nor evidence: the parameter stays where it is.
    }
    double evidence = (a == 0 ? sum(degree) : dot(gathered[a], degree)) + squares[a] * old;
    double mean = (pull * center[a] + beta * evidence) / precision;
    q.means[at] = mean;
    if (q.shape == Shape.DIAGONAL) {
      q.covariances[at] = prior.weight(a) / precision;
    }
    if (a == 0) {
      shift(old - mean, degree);
    } else {
      add(old - mean, gathered[a], degree);
    }
  }

  // The loops below carry the time. Four sums side by side hide the latency of the additions, which
  // the compiler may not reorder by itself.

  private double sum(int degree) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int n = 0;
    for (; n < degree - 3; n += 4) {
      a += residuals[n];
      b += residuals[n + 1];
      c += residuals[n + 2];
      d += residuals[n + 3];
    }
    for (; n < degree; n++) {
      a += residuals[n];
    }
    return (a + b) + (c + d);
  }

  private double dot(double[] column, int degree) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int n = 0;
    for (; n < degree - 3; n += 4) {
      a += residuals[n] * column[n];
      b += residuals[n + 1] * column[n + 1];
      c += residuals[n + 2] * column[n + 2];
      d += residuals[n + 3] * column[n + 3];
    }
    for (; n < degree; n++) {
      a += residuals[n] * column[n];
    }
    return (a + b) + (c + d);
  }

  private void shift(double by, int degree) {
    for (int n = 0; n < degree; n++) {
      residuals[n] += by;
    }
  }

  private void add(double weight, double[] column, int degree) {
    for (int n = 0; n < degree; n++) {
      residuals[n] += weight * column[n];
    }
  }
}
