package org.querent.core.fit.ascent;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.querent.core.features.Design;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.SideRegression;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Fits what only one row has to the row's ratings, with everything else as it is: other rows, bias,
 * noise and priors. Features that the row shares with others stay as well. With a full covariance
 * one step is the optimum; single coordinates are visited until they hardly move, as are parameters
 * and noise of a user whose noise is their own.
 *
 * <p>So one newcomer's answers tell nothing of another's, and the order in which they come does not
 * matter. Not thread-safe.
 */
public final class FoldIn {
  private final Side side;
  private final Rows rows;
  private final RowLoops loops;
  private final SideRegression regression;

  private FoldIn(Machine machine, Side side, Side others, Rows rows) {
    this.side = side;
    this.rows = rows;
    loops = new RowLoops(machine, rows, others);
    List<RowSolver> solvers = List.of(RowSolver.ascending(machine));
    regression = SideRegression.of(machine, side, others, rows, loops, solvers);
  }

  /** Fits users. */
  public static FoldIn ofUsers(Machine machine, RatingGraph graph) {
    return new FoldIn(machine, machine.left, machine.right, graph.users());
  }

  /** Fits items. */
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
    regression.settle(row, own);
  }

  private int[] ownFeatures(int row) {
    Design design = side.design;
    return IntStream.range(design.rowStart(row), design.rowStart(row + 1))
        .map(design::feature)
        .filter(feature -> design.columnEnd(feature) - design.columnStart(feature) == 1)
        .toArray();
  }
}
