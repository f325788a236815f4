package org.querent.core.exposure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Incidence;
import org.querent.core.parallel.Workers;
import org.querent.core.random.RandomStreams;

/** The updates of both sides against the formulas written out, and the bound that they climb. */
class SideTest {
  private static final int FACTORS = 3;
  private static final Workers ALONE = new Workers(1);

  private final RandomStreams streams = new RandomStreams(3);
  private final Incidence known = incidence(40, 30);
  private final Observations pairs = Observations.of(known, 2, streams);
  private final Side users = Side.users(known.active(), FACTORS);
  private final Side items = Side.items(seen(30), FACTORS);

  SideTest() {
    users.start(new double[40], 0.5, 0.2, streams.stream("users"));
    double[] offsets = new double[30];
    Arrays.setAll(offsets, item -> -0.1 * item);
    items.start(offsets, 0.5, 0.1, streams.stream("items"));
  }

  private static boolean[] seen(int rows) {
    boolean[] seen = new boolean[rows];
    Arrays.fill(seen, true);
    return seen;
  }

  /** Many know the first items, few the last ones; the last user has rated nothing. */
  private Incidence incidence(int userCount, int itemCount) {
    RandomGenerator random = streams.stream("pairs");
    int[] left = new int[userCount * itemCount];
    int[] right = new int[userCount * itemCount];
    int size = 0;
    for (int user = 0; user + 1 < userCount; user++) {
      for (int item = 0; item < itemCount; item++) {
        if (random.nextDouble() < 0.5 / (1 + 0.2 * item)) {
          left[size] = user;
          right[size++] = item;
        }
      }
    }
    return Incidence.of(
        userCount, itemCount, Arrays.copyOf(left, size), Arrays.copyOf(right, size));
  }

  private static RealMatrix covariance(Side side, int row) {
    double[] packed = side.covariance(row);
    RealMatrix matrix = new Array2DRowRealMatrix(side.width(), side.width());
    for (int r = 0; r < side.width(); r++) {
      for (int c = 0; c < side.width(); c++) {
        matrix.setEntry(r, c, packed[r * side.width() + c]);
      }
    }
    return matrix;
  }

  /** What a row of the other side multiplies: 1 and its factors. */
  private static RealVector regressors(Side side, int row) {
    RealVector vector = new ArrayRealVector(side.mean(row));
    vector.setEntry(0, 1);
    return vector;
  }

  private static RealMatrix factorsOnly(RealMatrix covariance) {
    RealMatrix copy = covariance.copy();
    copy.setRow(0, new double[copy.getColumnDimension()]);
    copy.setColumn(0, new double[copy.getRowDimension()]);
    return copy;
  }

  private static double logit(Side one, int row, Side other, int end) {
    return new ArrayRealVector(one.mean(row)).dotProduct(regressors(other, end))
        + other.mean(end)[0];
  }

  private static double square(Side one, int row, Side other, int end) {
    RealMatrix own = covariance(one, row);
    RealMatrix others = covariance(other, end);
    RealVector f = regressors(other, end);
    RealVector g = regressors(one, row);
    double mean = logit(one, row, other, end);
    return mean * mean
        + f.dotProduct(own.operate(f))
        + g.dotProduct(others.operate(g))
        + factorsOnly(own).multiply(factorsOnly(others)).getTrace();
  }

  /** The mean and the covariance that maximise the bound of one row; standard normal prior. */
  private static void requireUpdate(Side one, Side other, Observations.Rows rows, int row) {
    RealMatrix precision = MatrixUtils.createRealIdentityMatrix(one.width());
    RealVector right = new ArrayRealVector(one.priorMean(), true);
    for (int pair = rows.start(row); pair < rows.start(row + 1); pair++) {
      int end = rows.end(pair);
      double weight = rows.weight(row, pair);
      double xi = Math.sqrt(square(one, row, other, end));
      double scale = 2 * weight * Math.tanh(xi / 2) / (4 * xi);
      RealVector f = regressors(other, end);
      RealMatrix spread = covariance(other, end);
      RealVector withOffset = spread.getColumnVector(0);
      withOffset.setEntry(0, 0);
      precision = precision.add(f.outerProduct(f).add(factorsOnly(spread)).scalarMultiply(scale));
      right =
          right
              .add(f.mapMultiply((rows.isRated(pair) ? 1 : 0) - weight / 2))
              .subtract(f.mapMultiply(other.mean(end)[0]).add(withOffset).mapMultiply(scale));
    }
    RealMatrix covariance = new LUDecomposition(precision).getSolver().getInverse();
    RealVector old = new ArrayRealVector(one.mean(row));
    RealVector best = covariance.operate(right);
    one.sweep(other, rows, ALONE);
    double[] found = one.mean(row);
    double[] expected = old.add(best.subtract(old).mapMultiply(1.9)).toArray();
    for (int c = 0; c < expected.length; c++) {
      assertEquals(expected[c], found[c], 1e-9);
      for (int d = 0; d < expected.length; d++) {
        assertEquals(covariance.getEntry(c, d), one.covariance(row)[c * expected.length + d], 1e-9);
      }
    }
  }

  @Test
  void the_update_of_a_user_is_the_formula_written_out() {
    requireUpdate(users, items, pairs.ofUsers(), 7);
  }

  @Test
  void the_update_of_an_item_is_the_formula_written_out() {
    requireUpdate(items, users, pairs.ofItems(), 11);
  }

  private double bound() {
    double bound = 0;
    Observations.Rows rows = pairs.ofUsers();
    for (int user = 0; user < known.userCount(); user++) {
      for (int pair = rows.start(user); pair < rows.start(user + 1); pair++) {
        double xi = Math.sqrt(square(users, user, items, rows.end(pair)));
        double signed =
            (rows.isRated(pair) ? 0.5 : -0.5) * logit(users, user, items, rows.end(pair));
        bound += rows.weight(user, pair) * (signed - xi / 2 - Math.log1p(Math.exp(-xi)));
      }
    }
    return bound - divergence(users, known.active()) - divergence(items, seen(30));
  }

  /** From a prior of covariance 1. */
  private static double divergence(Side side, boolean[] seen) {
    double sum = 0;
    for (int row = 0; row < seen.length; row++) {
      if (seen[row]) {
        RealMatrix covariance = covariance(side, row);
        RealVector off =
            new ArrayRealVector(side.mean(row)).subtract(new ArrayRealVector(side.priorMean()));
        double determinant = new LUDecomposition(covariance).getDeterminant();
        sum +=
            0.5
                * (covariance.getTrace()
                    + off.dotProduct(off)
                    - side.width()
                    - Math.log(determinant));
      }
    }
    return sum;
  }

  @Test
  void the_bound_never_falls_under_one_prior_however_far_steps_reach() {
    double before = bound();
    double start = before;
    for (int half = 0; half < 40; half++) {
      if (half % 2 == 0) {
        users.sweep(items, pairs.ofUsers(), ALONE);
      } else {
        items.sweep(users, pairs.ofItems(), ALONE);
      }
      double after = bound();
      int number = half;
      double last = before;
      assertTrue(after >= last - 1e-9, () -> number + ": " + last + ", " + after);
      before = after;
    }
    assertTrue(before > start + 10, before + " after " + start);
  }

  @Test
  void what_nothing_was_seen_of_stays_and_counts_for_nothing() {
    double[] mean = users.mean(39);
    users.sweep(items, pairs.ofUsers(), ALONE);
    assertEquals(Arrays.toString(mean), Arrays.toString(users.mean(39)));
    users.learnPrior();
    double sum = 0;
    for (int user = 0; user < 39; user++) {
      sum += users.mean(user)[0];
    }
    assertEquals(sum / 39, users.priorMean()[0], 1e-12);
  }
}
