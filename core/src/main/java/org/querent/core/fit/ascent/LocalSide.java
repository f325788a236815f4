package org.querent.core.fit.ascent;

import java.util.stream.IntStream;
import org.querent.core.features.Design;
import org.querent.core.fit.FeatureRegression;
import org.querent.core.fit.GramVisitor;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.ResidualVisitor;
import org.querent.core.fit.Residuals;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSums;
import org.querent.core.fit.RowVisitor;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * One side of a {@link LocalAscent}: updates some of its rows given the other side, and keeps the
 * running sums of the ascent in step.
 *
 * <p>A row that is a feature is visited like in a sweep. Rows that share features keep the sums
 * over their ratings, as they were when a row was last reached; a feature is updated from those of
 * all of its rows. Not thread-safe.
 */
final class LocalSide {
  private final Machine machine;
  private final Side side;
  private final Rows rows;
  private final RowLoops loops;
  private final LocalAscent ascent;
  private final RowSolver solver;

  /** Where rows are features. */
  private final RowVisitor visitor;

  /** One a row, where features are shared by rows, and the features of the rows at hand. */
  private final RowSums[] sums;

  private final RowSet features;

  /** The rows of the new ratings, those next to them, and all that have moved. */
  private final RowSet fresh;

  private final RowSet ring;
  private final RowSet moved;

  private final Residuals before = new Residuals();
  private final Residuals after = new Residuals();
  private final double[] change;
  private LocalSide opposite;

  LocalSide(Machine machine, Side side, Side others, Rows rows, LocalAscent ascent) {
    this.machine = machine;
    this.side = side;
    this.rows = rows;
    this.ascent = ascent;
    loops = new RowLoops(machine, rows, others);
    solver = RowSolver.ascending(machine);
    boolean identity = side.design.isIdentity();
    if (!identity) {
      visitor = null;
    } else if (solver.suitsResiduals()) {
      visitor = new ResidualVisitor(machine, side, others, rows);
    } else {
      visitor = new GramVisitor(side, loops, solver);
    }
    sums =
        IntStream.range(0, identity ? 0 : side.size())
            .mapToObj(row -> loops.newSums())
            .toArray(RowSums[]::new);
    features = new RowSet(identity ? 0 : machine.space.features());
    fresh = new RowSet(side.size());
    ring = new RowSet(side.size());
    moved = new RowSet(side.size());
    change = new double[machine.width];
  }

  void face(LocalSide other) {
    opposite = other;
  }

  /** Takes the machine as it stands. Cost: that of a pass over all ratings, if rows share. */
  void begin(Workers workers) {
    if (!solver.suitsResiduals()) {
      loops.begin(workers);
    }
    for (int row = 0; row < sums.length; row++) {
      if (rows.degrees[row] > 0) {
        loops.sum(row, sums[row]);
      }
    }
  }

  /** Adds the residuals of all ratings, as they stand. Cost: that of a pass over them. */
  void measure(Residuals totals) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.degrees[row] == 0) {
        continue;
      }
      if (visitor == null) {
        totals.add(side.rows, side.first + row, sums[row]);
      } else {
        visitor.gather(row);
        visitor.measure(totals);
      }
    }
  }

  /** Takes a row in that has a new rating. */
  void admit(int row) {
    fresh.add(row);
    opposite.renew(row);
  }

  /** Takes in how a row of the other side stands. */
  private void renew(int other) {
    if (!solver.suitsResiduals()) {
      loops.renew(other);
    }
  }

  /**
   * Updates the rows of new ratings.
   *
   * @param spread whether the other side's ring gains the neighbours of rows that have moved
   */
  void updateFresh(boolean spread, double tolerance) {
    update(fresh, spread, tolerance);
  }

  /** Updates the rows next to those of new ratings. */
  void updateRing() {
    update(ring, false, 0);
  }

  private void update(RowSet some, boolean spread, double tolerance) {
    if (visitor == null) {
      updateFeatures(some, spread, tolerance);
      return;
    }
    for (int n = 0; n < some.size(); n++) {
      int row = some.get(n);
      remember(row);
      ascent.seen.remove(side.design.firstFeature() + row);
      visitor.gather(row);
      before.clear();
      visitor.measure(before);
      visitor.update();
      after.clear();
      visitor.measure(after);
      ascent.totals.replace(before, after);
      ascent.seen.add(side.design.firstFeature() + row);
      markMoved(row);
      subtractRemembered(row);
      if (spread && visitor.meanSquare(change) > tolerance * tolerance) {
        reachNeighbours(row);
      }
    }
  }

  private void updateFeatures(RowSet some, boolean spread, double tolerance) {
    Design design = side.design;
    for (int n = 0; n < some.size(); n++) {
      int row = some.get(n);
      loops.sum(row, sums[row]);
      for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
        features.add(design.feature(entry));
      }
    }
    int width = machine.width;
    double[] means = new double[spread ? some.size() * width : 0];
    for (int n = 0; spread && n < some.size(); n++) {
      System.arraycopy(
          side.rows.means, (side.first + some.get(n)) * width, means, n * width, width);
    }
    FeatureRegression regression = new FeatureRegression(machine, side, sums);
    for (int n = 0; n < features.size(); n++) {
      updateFeature(features.get(n), regression);
    }
    features.clear();
    for (int n = 0; spread && n < some.size(); n++) {
      int row = some.get(n);
      System.arraycopy(means, n * width, change, 0, width);
      subtractRemembered(row);
      if (sums[row].meanSquare(change) > tolerance * tolerance) {
        reachNeighbours(row);
      }
    }
  }

  private void updateFeature(int feature, FeatureRegression regression) {
    ascent.seen.remove(feature);
    measure(feature, before);
    regression.without(feature);
    solver.solve(feature, regression.gram, regression.right);
    regression.restore(feature);
    measure(feature, after);
    ascent.totals.replace(before, after);
    ascent.seen.add(feature);
    Design design = side.design;
    for (int c = design.columnStart(feature); c < design.columnEnd(feature); c++) {
      markMoved(design.row(design.columnEntry(c)));
    }
  }

  /** The residuals of all rows that a feature is active in. */
  private void measure(int feature, Residuals into) {
    into.clear();
    Design design = side.design;
    for (int c = design.columnStart(feature); c < design.columnEnd(feature); c++) {
      int row = design.row(design.columnEntry(c));
      if (sums[row].count > 0) {
        into.add(side.rows, side.first + row, sums[row]);
      }
    }
  }

  private void remember(int row) {
    System.arraycopy(side.rows.means, (side.first + row) * machine.width, change, 0, machine.width);
  }

  private void subtractRemembered(int row) {
    for (int a = 0; a < machine.width; a++) {
      change[a] = side.rows.means[(side.first + row) * machine.width + a] - change[a];
    }
  }

  private void markMoved(int row) {
    moved.add(row);
    if (rows.degrees[row] > 0) {
      opposite.renew(row);
    }
  }

  private void reachNeighbours(int row) {
    for (int n = 0; n < rows.degrees[row]; n++) {
      opposite.reach(rows.others[row][n]);
    }
  }

  private void reach(int row) {
    if (!fresh.contains(row)) {
      ring.add(row);
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
