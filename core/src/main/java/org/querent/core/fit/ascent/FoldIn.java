package org.querent.core.fit.ascent;

import java.util.Locale;
import java.util.stream.IntStream;
import org.querent.core.features.Design;
import org.querent.core.fit.FeatureRegression;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSums;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Fits what only one row has to the row's ratings, with everything else as it is: other rows, bias,
 * noise and priors. Features that the row shares with others stay as well. With a full covariance
 * one step is the optimum; single coordinates are visited until they hardly move.
 *
 * <p>So one newcomer's answers tell nothing of another's, and the order in which they come does not
 * matter. Not thread-safe.
 */
public final class FoldIn {
  /** Coordinates of one row, which its ratings couple, are settled after fewer visits. */
  private static final int MOST_VISITS = 100;

  /** Of parameters, which have no unit. */
  private static final double TOLERANCE = 1e-6;

  private final Machine machine;
  private final Side side;
  private final Rows rows;
  private final RowLoops loops;

  /** Of the rows that were fitted, where they share features with others. */
  private final RowSums[] sums;

  private final RowSolver solver;
  private final double[] before;

  private FoldIn(Machine machine, Side side, Side others, Rows rows) {
    this.machine = machine;
    this.side = side;
    this.rows = rows;
    loops = new RowLoops(machine, rows, others);
    sums = new RowSums[side.size()];
    solver = RowSolver.ascending(machine);
    before = new double[machine.width];
  }

  public static FoldIn ofUsers(Machine machine, RatingGraph graph) {
    return new FoldIn(machine, machine.left, machine.right, graph.users());
  }

  public static FoldIn ofItems(Machine machine, RatingGraph graph) {
    return new FoldIn(machine, machine.right, machine.left, graph.items());
  }

  /**
   * Fits a row to its ratings so far. Cost: O(k^2) a rating, O(k^3) if the covariance is full.
   *
   * @throws IllegalStateException if no feature is the row's alone
   */
  public void fit(int row) {
    int[] own = ownFeatures(row);
    if (own.length == 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "row %d shares all of its features with others: nothing of it can be fitted alone",
              row));
    }
    for (int n = 0; n < rows.degrees[row]; n++) {
      loops.renew(rows.others[row][n]);
    }
    RowSums sum = loops.newSums();
    loops.sum(row, sum);
    if (side.design.isIdentity()) {
      settle(own[0], sum.gram, sum.right);
      side.refresh(row);
      return;
    }
    sums[row] = sum;
    FeatureRegression regression = new FeatureRegression(machine, side, sums);
    double moved = Double.POSITIVE_INFINITY;
    for (int visit = 0; visit < MOST_VISITS && moved > TOLERANCE; visit++) {
      moved = 0;
      for (int feature : own) {
        regression.without(feature);
        moved = Math.max(moved, settle(feature, regression.gram, regression.right));
        regression.restore(feature);
      }
    }
  }

  private int[] ownFeatures(int row) {
    Design design = side.design;
    return IntStream.range(design.rowStart(row), design.rowStart(row + 1))
        .map(design::feature)
        .filter(feature -> design.columnEnd(feature) - design.columnStart(feature) == 1)
        .toArray();
  }

  /** Returns by how much a parameter has moved at the first visit, at most. */
  private double settle(int feature, double[] gram, double[] right) {
    double[] means = machine.features.means;
    int at = feature * machine.width;
    double first = 0;
    double moved = Double.POSITIVE_INFINITY;
    for (int visit = 0; visit < MOST_VISITS && moved > TOLERANCE; visit++) {
      System.arraycopy(means, at, before, 0, machine.width);
      solver.solve(feature, gram, right);
      moved = 0;
      for (int a = 0; a < machine.width; a++) {
        moved = Math.max(moved, Math.abs(means[at + a] - before[a]));
      }
      first = visit == 0 ? moved : first;
    }
    return first;
  }
}
