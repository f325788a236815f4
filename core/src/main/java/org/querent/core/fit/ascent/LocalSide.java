package org.querent.core.fit.ascent;

import java.util.List;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.Residuals;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSet;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.SideRegression;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * One side of a {@link LocalAscent}: which of its rows are new, near to new ones, or have moved,
 * and their update. Not thread-safe.
 */
final class LocalSide implements SideRegression.Listener {
  private final Side side;
  private final Rows rows;
  private final RowLoops loops;
  private final SideRegression regression;
  private final RunningSums sums;

  /** The rows of the new ratings, those next to them, and all that have moved. */
  private final RowSet fresh;

  private final RowSet ring;
  private final RowSet moved;

  /** What the present update has done: the rows that it moved, and the other side's it reaches. */
  private final RowSet justMoved;

  private final RowSet reached;
  private double tolerance;

  LocalSide(Machine machine, Side side, Side others, Rows rows, RunningSums sums) {
    this.side = side;
    this.rows = rows;
    this.sums = sums;
    loops = new RowLoops(machine, rows, others);
    List<RowSolver> solvers = List.of(RowSolver.ascending(machine));
    regression = SideRegression.of(machine, side, others, rows, loops, solvers);
    fresh = new RowSet(side.size());
    ring = new RowSet(side.size());
    moved = new RowSet(side.size());
    justMoved = new RowSet(side.size());
    reached = new RowSet(others.size());
  }

  /** Takes the machine as it stands. Cost: that of a pass over all ratings, if rows share. */
  void begin(Workers workers) {
    regression.begin(workers);
  }

  /** Adds the residuals of all ratings, as they stand. Cost: that of a pass over them. */
  void measure(Residuals totals) {
    regression.measure(totals);
  }

  /** Counts the effective parameters of all regressions, as they stand. */
  void count() {
    regression.count();
  }

  /** Takes a row in that has a new rating. */
  void admit(int row) {
    fresh.add(row);
  }

  /** Takes in how a row of the other side stands. */
  void renew(int other) {
    if (!regression.goesByResiduals()) {
      loops.renew(other);
    }
  }

  /**
   * Updates the rows of new ratings.
   *
   * @param spread whether neighbours of rows that move are reached
   * @param least how far predictions must move for that
   */
  void updateFresh(boolean spread, double least) {
    tolerance = least;
    regression.update(fresh, spread, this);
  }

  /** Updates the rows next to those of new ratings. */
  void updateRing() {
    regression.update(ring, false, this);
  }

  /** Takes in what the last update of the other side has moved, and whom it has reached. */
  void follow(LocalSide other) {
    for (int n = 0; n < other.justMoved.size(); n++) {
      int row = other.justMoved.get(n);
      if (other.rows.degrees[row] > 0) {
        renew(row);
      }
    }
    for (int n = 0; n < other.reached.size(); n++) {
      if (!fresh.contains(other.reached.get(n))) {
        ring.add(other.reached.get(n));
      }
    }
    other.justMoved.clear();
    other.reached.clear();
  }

  @Override
  public void leave(int feature) {
    sums.seen.remove(feature);
  }

  @Override
  public void moved(int feature, Residuals before, Residuals after) {
    sums.totals.replace(before, after);
    sums.seen.add(feature);
  }

  @Override
  public void weighed(Residuals before, Residuals after) {
    sums.totals.replace(before, after);
  }

  @Override
  public void moved(int row) {
    moved.add(row);
    justMoved.add(row);
  }

  @Override
  public void changed(int row, double meanSquare) {
    if (meanSquare > tolerance * tolerance) {
      for (int n = 0; n < rows.degrees[row]; n++) {
        reached.add(rows.others[row][n]);
      }
    }
  }

  /** Takes in that the features without ratings have moved. */
  void renewUnseen() {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.degrees[row] == 0) {
        side.refresh(row);
        moved.add(row);
      }
    }
  }

  /** Forgets which rows were new, or near, and hands out those that have moved. */
  int[] end() {
    int[] all = moved.toArray();
    fresh.clear();
    ring.clear();
    moved.clear();
    return all;
  }
}
