package org.querent.core.fit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.PriorSums;
import org.querent.core.posterior.Side;

/**
 * Goes over a machine by rows: users given items, then items given users.
 *
 * <p>Given the other side, the ratings of a row are a linear regression on z = (1, b) of the rows
 * at their other ends, and the row needs no more of them than a Gram matrix and a right-hand side
 * ({@link RowSums}). If the row is a feature, that regression is solved; if it has several, each of
 * them is updated given the rest of the row from the same sums, so that side information costs per
 * entry of the design and not per rating (Rendle 2013). Rows that are features are independent of
 * each other given the other side and are shared between threads. Where all rows are features of
 * independent parameters, residuals serve as well and cost less ({@link ResidualVisitor}).
 *
 * <p>Cost of a sweep: O((ratings + entries) k^2 + features k^3), without the last if covariances
 * are diagonal; against residuals O(ratings k). Nothing is kept per rating, and no rating
 * allocates. Not thread-safe.
 */
public final class RowSweep {
  private final Machine machine;
  private final RatingGraph graph;
  private final Workers workers;
  private final RowSolver[] solvers;
  private final Pass leftPass;
  private final Pass rightPass;
  private final int[] degrees;
  private final PriorSums seen;
  private final Residuals[] chunks;
  private final Residuals totals = new Residuals();

  public RowSweep(
      Machine machine,
      RatingGraph graph,
      Workers workers,
      RowSummation.Factory summations,
      Supplier<? extends RowSolver> newSolver) {
    this.machine = machine;
    this.graph = graph;
    this.workers = workers;
    solvers =
        IntStream.range(0, workers.count())
            .mapToObj(worker -> newSolver.get())
            .toArray(RowSolver[]::new);
    leftPass = new Pass(machine.left, machine.right, graph.users(), summations);
    rightPass = new Pass(machine.right, machine.left, graph.items(), summations);
    degrees = new int[machine.space.features()];
    seen = new PriorSums(machine);
    int rows = Math.max(machine.left.size(), machine.right.size());
    chunks =
        IntStream.range(0, Workers.chunks(rows))
            .mapToObj(chunk -> new Residuals())
            .toArray(Residuals[]::new);
  }

  /** Updates every feature that has ratings, left side first, and makes the totals. */
  public void update() {
    countDegrees();
    leftPass.run(true);
    rightPass.run(true);
  }

  /** Makes the totals of the present parameters. */
  public void measure() {
    countDegrees();
    rightPass.run(false);
  }

  /**
   * Sets the features without ratings to the prior, and makes all rows anew.
   *
   * @param learn whether the prior moves to its optimum first
   */
  public void applyPrior(boolean learn) {
    if (learn) {
      seen.sum(degrees);
      machine.prior.estimate(seen);
    }
    machine.prior.applyToUnseen(machine.features, degrees);
    machine.refresh();
  }

  /** Of all ratings, as they stand after the last pass. */
  public Residuals totals() {
    return totals;
  }

  /** Per feature, the ratings it is active in, as of the last pass. */
  public int[] degrees() {
    return degrees;
  }

  /** The solvers, one a thread. */
  public List<RowSolver> solvers() {
    return List.of(solvers);
  }

  /** Counts, per feature, the ratings it is active in; a pass does so first. */
  public void countDegrees() {
    Arrays.fill(degrees, 0);
    machine.left.countRatings(graph.users().degrees, degrees);
    machine.right.countRatings(graph.items().degrees, degrees);
  }

  /** Over the rows of one side. */
  private final class Pass {
    private final Side side;
    private final Rows rows;
    private final RowSummation summation;
    private final boolean byResiduals;

    /** One a thread, where rows are features. */
    private final RowVisitor[] visitors;

    /** One a row, where features are shared by rows. */
    private final RowSums[] sums;

    Pass(Side side, Side others, Rows rows, RowSummation.Factory summations) {
      this.side = side;
      this.rows = rows;
      summation = summations.of(machine, rows, others);
      byResiduals = solvers[0].suitsResiduals() && summation.goesRatingByRating();
      boolean identity = side.design.isIdentity();
      visitors =
          IntStream.range(0, identity ? workers.count() : 0)
              .mapToObj(
                  worker ->
                      byResiduals
                          ? new ResidualVisitor(machine, side, others, rows)
                          : new GramVisitor(side, summation, solvers[worker]))
              .toArray(RowVisitor[]::new);
      sums =
          IntStream.range(0, identity ? 0 : side.size())
              .mapToObj(row -> summation.newSums())
              .toArray(RowSums[]::new);
    }

    void run(boolean update) {
      if (!byResiduals) {
        summation.begin(workers);
      }
      for (Residuals chunk : chunks) {
        chunk.clear();
      }
      if (side.design.isIdentity()) {
        workers.run(
            rows.size(),
            (chunk, from, to, worker) -> visit(from, to, visitors[worker], update, chunks[chunk]));
      } else {
        workers.run(rows.size(), (chunk, from, to, worker) -> gather(from, to));
        if (update) {
          updateFeatures();
        }
        workers.run(rows.size(), (chunk, from, to, worker) -> accumulate(from, to, chunks[chunk]));
      }
      totals.clear();
      for (Residuals chunk : chunks) {
        totals.add(chunk);
      }
    }

    private void visit(int from, int to, RowVisitor visitor, boolean update, Residuals chunk) {
      for (int row = from; row < to; row++) {
        if (rows.degrees[row] > 0) {
          visitor.gather(row);
          if (update) {
            visitor.update();
          }
          visitor.measure(chunk);
        }
      }
    }

    private void gather(int from, int to) {
      for (int row = from; row < to; row++) {
        if (rows.degrees[row] > 0) {
          summation.sum(row, sums[row]);
        }
      }
    }

    private void updateFeatures() {
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

    private void accumulate(int from, int to, Residuals chunk) {
      for (int row = from; row < to; row++) {
        if (sums[row].count > 0) {
          chunk.add(side.rows, side.first + row, sums[row]);
        }
      }
    }
  }
}
