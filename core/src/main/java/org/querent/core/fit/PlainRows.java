package org.querent.core.fit;

import java.util.List;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Rows that are one feature each, and so independent of each other given the other side. Where all
 * rows of both sides are, with independent parameters, residuals serve as well as Gram matrices and
 * may cost less ({@link ResidualVisitor}).
 */
final class PlainRows extends SideRegression {
  private final RowSolver solver;
  private final boolean isCounted;
  private final boolean byResiduals;

  /** Whether what ratings were made of moves with the row. */
  private final boolean isFelt;

  /** One a thread. */
  private final RowVisitor[] visitors;

  private final double[] change;
  private final NoiseStep noise;

  PlainRows(
      Machine machine,
      Side side,
      Side others,
      Rows rows,
      RowSummation summation,
      List<? extends RowSolver> solvers) {
    super(side, rows, summation);
    solver = solvers.get(0);
    isCounted = EffectiveParameters.areCounted(machine);
    byResiduals = solver.suitsResiduals() && summation.goesRatingByRating();
    visitors =
        solvers.stream()
            .map(
                it ->
                    byResiduals
                        ? new ResidualVisitor(machine, side, others, rows)
                        : new GramVisitor(machine, side, summation, it))
            .toArray(RowVisitor[]::new);
    isFelt = machine.thresholds != null;
    change = new double[machine.width];
    noise = new NoiseStep(machine, side);
  }

  @Override
  public void begin(Workers workers) {
    if (!byResiduals) {
      summation.begin(workers);
    }
  }

  @Override
  void pass(Workers workers, int[] degrees, boolean update, Residuals[] chunks) {
    workers.run(
        rows.size(),
        (chunk, from, to, worker) -> visit(from, to, visitors[worker], update, chunks[chunk]));
  }

  private void visit(int from, int to, RowVisitor visitor, boolean update, Residuals into) {
    for (int row = from; row < to; row++) {
      if (rows.degrees[row] > 0) {
        visitor.gather(row);
        if (update) {
          update(visitor);
        }
        visitor.measure(into);
      }
    }
  }

  private void update(RowVisitor visitor) {
    visitor.update();
    if (isCounted) {
      visitor.count();
    }
  }

  @Override
  public void count() {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.degrees[row] > 0) {
        visitors[0].gather(row);
        visitors[0].count();
      }
    }
  }

  @Override
  public void measure(Residuals into) {
    visit(0, rows.size(), visitors[0], false, into);
  }

  @Override
  public void update(RowSet some, boolean measured, Listener listener) {
    RowVisitor visitor = visitors[0];
    for (int n = 0; n < some.size(); n++) {
      int row = some.get(n);
      int feature = side.design.firstFeature() + row;
      if (measured) {
        keepMeans(row, change, 0);
      }
      listener.leave(feature);
      visitor.gather(row);
      before.clear();
      visitor.measure(before);
      update(visitor);
      after.clear();
      visitor.measure(after);
      listener.moved(feature, before, after);
      listener.moved(row);
      if (measured) {
        toChange(row, change);
        listener.changed(row, visitor.meanSquare(change));
      }
    }
  }

  @Override
  public void settle(int row, int[] own) {
    RowSums sums = summation.newSums();
    summation.sum(row, sums);
    double moved = Double.POSITIVE_INFINITY;
    for (int visit = 0; visit < RowSolver.MOST_VISITS && moved > RowSolver.TOLERANCE; visit++) {
      double stepped = solver.settle(own[0], sums.gram, sums.right);
      side.refresh(row);
      moved = noise.take(row, sums);
      if (isFelt) {
        summation.sum(row, sums);
        moved = stepped;
      }
    }
  }

  @Override
  public boolean goesByResiduals() {
    return byResiduals;
  }
}
