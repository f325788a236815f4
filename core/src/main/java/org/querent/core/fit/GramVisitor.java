package org.querent.core.fit;

import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/** Solves the regression of a row that {@link RowSums} sum up. Cost: O(k^2) a rating. */
final class GramVisitor implements RowVisitor {
  private final Machine machine;
  private final Side side;
  private final RowSummation summation;
  private final RowSums sums;
  private final RowSolver solver;
  private final SideRegression.NoiseStep noise;
  private int row;

  GramVisitor(Machine machine, Side side, RowSummation summation, RowSolver solver) {
    this.machine = machine;
    this.side = side;
    this.summation = summation;
    this.sums = summation.newSums();
    this.solver = solver;
    noise = new SideRegression.NoiseStep(machine, side);
  }

  @Override
  public void gather(int newRow) {
    row = newRow;
    summation.sum(row, sums);
  }

  @Override
  public void update() {
    solver.solve(side.design.firstFeature() + row, sums.gram, sums.right);
    side.refresh(row);
    noise.take(row, sums);
  }

  @Override
  public void count() {
    int feature = side.design.firstFeature() + row;
    EffectiveParameters.count(machine, feature, sums.count, sums.gram, machine.width + 1);
  }

  @Override
  public void measure(Residuals into) {
    into.add(side.rows, side.first + row, sums);
  }

  @Override
  public double meanSquare(double[] change) {
    return sums.meanSquare(change);
  }
}
