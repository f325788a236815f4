package org.querent.core.fit;

import org.querent.core.features.Design;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Rows that have several features, which they share. The sums over a row's ratings are kept as they
 * were when the row was last reached: k^2 / 2 numbers a row.
 */
final class SharedRows extends SideRegression {
  private final Machine machine;
  private final RowSolver solver;

  /** One a row that was reached so far; null of the others. */
  private final RowSums[] sums;

  private final FeatureRegression regression;

  /** The diagonal of the Gram matrix of the feature at hand. */
  private final double[] diagonal;

  /** The features of the rows at hand. */
  private final RowSet features;

  private final NoiseStep noise;

  SharedRows(Machine machine, Side side, Rows rows, RowSummation summation, RowSolver solver) {
    super(side, rows, summation);
    this.machine = machine;
    this.solver = solver;
    sums = new RowSums[side.size()];
    regression = new FeatureRegression(machine, side, sums);
    diagonal = new double[machine.width];
    features = new RowSet(machine.space.features());
    noise = new NoiseStep(machine, side);
  }

  private void gather(int row) {
    if (sums[row] == null) {
      sums[row] = summation.newSums();
    }
    summation.sum(row, sums[row]);
  }

  private void measure(int row, Residuals into) {
    if (sums[row] != null) {
      into.add(side.rows, side.first + row, sums[row]);
    }
  }

  @Override
  public void begin(Workers workers) {
    summation.begin(workers);
    workers.run(
        rows.size(),
        (chunk, from, to, worker) -> {
          for (int row = from; row < to; row++) {
            if (rows.degrees[row] > 0) {
              gather(row);
            } else {
              sums[row] = null; // its ratings may have been taken out
            }
          }
        });
  }

  @Override
  void pass(Workers workers, int[] degrees, boolean update, Residuals[] chunks) {
    int first = side.design.firstFeature();
    for (int feature = first; update && feature < first + side.design.columns(); feature++) {
      if (degrees[feature] > 0) {
        solve(feature);
      }
    }
    workers.run(
        rows.size(),
        (chunk, from, to, worker) -> {
          NoiseStep step = new NoiseStep(machine, side);
          for (int row = from; row < to; row++) {
            if (update && sums[row] != null) {
              step.take(row, sums[row]);
            }
            measure(row, chunks[chunk]);
          }
        });
  }

  private void solve(int feature) {
    regression.without(feature);
    solver.solve(feature, regression.gram, regression.right);
    regression.restore(feature);
    if (EffectiveParameters.areCounted(machine)) {
      count(feature);
    }
  }

  private void count(int feature) {
    int ratings = regression.diagonal(feature, diagonal);
    EffectiveParameters.count(machine, feature, ratings, diagonal, 1);
  }

  @Override
  public void count() {
    int first = side.design.firstFeature();
    for (int feature = first; feature < first + side.design.columns(); feature++) {
      count(feature);
    }
  }

  @Override
  public void measure(Residuals into) {
    for (int row = 0; row < rows.size(); row++) {
      measure(row, into);
    }
  }

  @Override
  public void update(RowSet some, boolean measured, Listener listener) {
    int width = side.rows.width;
    double[] changes = new double[measured ? some.size() * width : 0];
    for (int n = 0; n < some.size(); n++) {
      gather(some.get(n));
      addFeatures(some.get(n));
      if (measured) {
        keepMeans(some.get(n), changes, n * width);
      }
    }
    for (int n = 0; n < features.size(); n++) {
      update(features.get(n), listener);
    }
    features.clear();
    for (int n = 0; n < some.size(); n++) {
      moveNoise(some.get(n), listener);
    }
    double[] change = new double[width];
    for (int n = 0; measured && n < some.size(); n++) {
      System.arraycopy(changes, n * width, change, 0, width);
      toChange(some.get(n), change);
      listener.changed(some.get(n), sums[some.get(n)].meanSquare(change));
    }
  }

  /** The weight of a row's ratings changes, and so what they leave unexplained. */
  private void moveNoise(int row, Listener listener) {
    if (side.noise != null) {
      before.clear();
      measure(row, before);
      noise.take(row, sums[row]);
      after.clear();
      measure(row, after);
      listener.weighed(before, after);
    }
  }

  private void addFeatures(int row) {
    Design design = side.design;
    for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
      features.add(design.feature(entry));
    }
  }

  private void update(int feature, Listener listener) {
    listener.leave(feature);
    measureRows(feature, before);
    solve(feature);
    measureRows(feature, after);
    listener.moved(feature, before, after);
    Design design = side.design;
    for (int c = design.columnStart(feature); c < design.columnEnd(feature); c++) {
      listener.moved(design.row(design.columnEntry(c)));
    }
  }

  /** The residuals of all rows that a feature is active in. */
  private void measureRows(int feature, Residuals into) {
    into.clear();
    Design design = side.design;
    for (int c = design.columnStart(feature); c < design.columnEnd(feature); c++) {
      measure(design.row(design.columnEntry(c)), into);
    }
  }

  @Override
  public void settle(int row, int[] own) {
    gather(row);
    double moved = Double.POSITIVE_INFINITY;
    for (int visit = 0; visit < RowSolver.MOST_VISITS && moved > RowSolver.TOLERANCE; visit++) {
      moved = 0;
      for (int feature : own) {
        regression.without(feature);
        moved = Math.max(moved, solver.settle(feature, regression.gram, regression.right));
        regression.restore(feature);
      }
      moved = Math.max(moved, noise.take(row, sums[row]));
      if (machine.thresholds != null) {
        gather(row);
      }
    }
  }
}
