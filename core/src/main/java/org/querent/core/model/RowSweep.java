package org.querent.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.querent.core.features.Design;
import org.querent.core.model.RatingGraph.Rows;

/**
 * Goes over a machine by rows: users given items, then items given users.
 *
 * <p>Given the other side, the ratings of a row are a linear regression on z = (1, b) of the rows
 * at their other ends, and the row needs no more of them than a Gram matrix and a right-hand side
 * ({@link RowSums}). If the row is a feature, that regression is solved; if it has several, each of
 * them is updated given the rest of the row from the same sums, so that side information costs per
 * entry of the design and not per rating (Rendle 2013). Rows that are features are independent of
 * each other given the other side and are shared between threads.
 *
 * <p>Cost of a sweep: O((ratings + entries) k^2 + features k^3), without the last if covariances
 * are diagonal. Nothing is kept per rating, and no rating allocates. Not thread-safe.
 */
final class RowSweep {
  private final Machine machine;
  private final RatingGraph graph;
  private final Workers workers;
  private final RowSummation leftSummation;
  private final RowSummation rightSummation;
  private final RowSolver[] solvers;
  private final RowSums[] leftSums;
  private final RowSums[] rightSums;
  private final int[] degrees;
  private final Residuals[] chunks;
  private final Residuals totals = new Residuals();

  RowSweep(
      Machine machine,
      RatingGraph graph,
      Workers workers,
      RowSummation.Factory summations,
      Supplier<? extends RowSolver> newSolver) {
    this.machine = machine;
    this.graph = graph;
    this.workers = workers;
    leftSummation = summations.of(machine, graph.users(), machine.right);
    rightSummation = summations.of(machine, graph.items(), machine.left);
    solvers =
        IntStream.range(0, workers.count())
            .mapToObj(worker -> newSolver.get())
            .toArray(RowSolver[]::new);
    leftSums = sums(machine.left, leftSummation);
    rightSums = sums(machine.right, rightSummation);
    degrees = new int[machine.space.features()];
    int rows = Math.max(machine.left.size(), machine.right.size());
    chunks =
        IntStream.range(0, Workers.chunks(rows))
            .mapToObj(chunk -> new Residuals())
            .toArray(Residuals[]::new);
  }

  /** Sums of every row where features of several rows need them, else one instance per thread. */
  private RowSums[] sums(Side side, RowSummation summation) {
    int instances = side.design.isIdentity() ? workers.count() : side.size();
    return IntStream.range(0, instances).mapToObj(n -> summation.newSums()).toArray(RowSums[]::new);
  }

  /** Updates every feature that has ratings, left side first, and makes the totals. */
  void update() {
    countDegrees();
    pass(machine.left, graph.users(), leftSummation, leftSums, true);
    pass(machine.right, graph.items(), rightSummation, rightSums, true);
  }

  /** Makes the totals of the present parameters. */
  void measure() {
    countDegrees();
    pass(machine.right, graph.items(), rightSummation, rightSums, false);
  }

  /** Of all ratings, as they stand after the last pass. */
  Residuals totals() {
    return totals;
  }

  /** Per feature, the ratings it is active in, as of the last pass. */
  int[] degrees() {
    return degrees;
  }

  /** The solvers, one a thread. */
  List<RowSolver> solvers() {
    return List.of(solvers);
  }

  /** Per feature, the ratings it is active in. */
  private void countDegrees() {
    Arrays.fill(degrees, 0);
    countDegrees(machine.left.design, graph.users());
    countDegrees(machine.right.design, graph.items());
  }

  private void countDegrees(Design design, Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      for (int entry = design.rowStart(row); entry < design.rowStart(row + 1); entry++) {
        degrees[design.feature(entry)] += rows.degrees[row];
      }
    }
  }

  private void pass(Side side, Rows rows, RowSummation summation, RowSums[] sums, boolean update) {
    summation.begin();
    for (Residuals chunk : chunks) {
      chunk.clear();
    }
    if (side.design.isIdentity()) {
      workers.run(
          rows.size(),
          (chunk, from, to, worker) ->
              passOver(from, to, side, rows, summation, sums[worker], update, worker, chunk));
    } else {
      workers.run(
          rows.size(), (chunk, from, to, worker) -> gather(from, to, rows, summation, sums));
      if (update) {
        updateFeatures(side, sums);
      }
      workers.run(
          rows.size(),
          (chunk, from, to, worker) -> accumulate(from, to, side, sums, chunks[chunk]));
    }
    totals.clear();
    for (Residuals chunk : chunks) {
      totals.add(chunk);
    }
  }

  private void passOver(
      int from,
      int to,
      Side side,
      Rows rows,
      RowSummation summation,
      RowSums sums,
      boolean update,
      int worker,
      int chunk) {
    for (int row = from; row < to; row++) {
      if (rows.degrees[row] > 0) {
        summation.sum(row, sums);
        if (update) {
          int feature = side.design.firstFeature() + row;
          solvers[worker].solve(feature, sums.gram, sums.right);
          side.refresh(row);
        }
        chunks[chunk].add(side.rows, side.first + row, sums);
      }
    }
  }

  private void updateFeatures(Side side, RowSums[] sums) {
    FeatureRegression regression = new FeatureRegression(machine, side, sums);
    int first = side.design.firstFeature();
    for (int feature = first; feature < first + side.design.columns(); feature++) {
      if (degrees[feature] > 0) {
        regression.without(feature);
        solvers[0].solve(feature, regression.gram, regression.right);
        regression.restore(feature);
      }
    }
  }

  private static void gather(int from, int to, Rows rows, RowSummation summation, RowSums[] sums) {
    for (int row = from; row < to; row++) {
      if (rows.degrees[row] > 0) {
        summation.sum(row, sums[row]);
      }
    }
  }

  private static void accumulate(int from, int to, Side side, RowSums[] sums, Residuals chunk) {
    for (int row = from; row < to; row++) {
      if (sums[row].count > 0) {
        chunk.add(side.rows, side.first + row, sums[row]);
      }
    }
  }
}
