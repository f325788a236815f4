package org.querent.core.fit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Goes over a machine by rows: users given items, then items given users ({@link SideRegression}).
 * Not thread-safe.
 */
public final class RowSweep {
  private final Machine machine;
  private final RatingGraph graph;
  private final Workers workers;
  private final List<RowSolver> solvers;
  private final SideRegression users;
  private final SideRegression items;
  private final int[] degrees;
  private final PriorSums seen;
  private final Residuals[] chunks;
  private final Residuals totals = new Residuals();

  /** A sweep over the ratings of a graph, which may grow. */
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
        IntStream.range(0, workers.count()).<RowSolver>mapToObj(worker -> newSolver.get()).toList();
    users = regression(machine.left, machine.right, graph.users(), summations);
    items = regression(machine.right, machine.left, graph.items(), summations);
    degrees = new int[machine.space.features()];
    seen = new PriorSums(machine);
    int rows = Math.max(machine.left.size(), machine.right.size());
    chunks =
        IntStream.range(0, Workers.chunks(rows))
            .mapToObj(chunk -> new Residuals())
            .toArray(Residuals[]::new);
  }

  private SideRegression regression(
      Side side, Side others, Rows rows, RowSummation.Factory summations) {
    RowSummation summation = summations.of(machine, rows, others);
    return SideRegression.of(machine, side, others, rows, summation, solvers);
  }

  /** Updates every feature that has ratings, left side first, and makes the totals. */
  public void update() {
    countDegrees();
    pass(users, true);
    pass(items, true);
  }

  /** Makes the totals of the present parameters. */
  public void measure() {
    countDegrees();
    pass(items, false);
  }

  /**
   * Counts the {@link EffectiveParameters} as they stand, where they matter; an update has counted
   * them.
   */
  public void count() {
    if (EffectiveParameters.areCounted(machine)) {
      for (SideRegression regression : List.of(users, items)) {
        regression.begin(workers);
        regression.count();
      }
    }
  }

  /**
   * Sets the features without ratings to the prior, and makes all rows anew.
   *
   * @param learn whether the prior moves to its optimum first
   */
  public void applyPrior(boolean learn) {
    if (learn) {
      seen.sum(degrees);
      PriorStep.take(machine.prior, seen);
    }
    machine.prior.applyToUnseen(machine.features, degrees);
    machine.refresh();
  }

  /**
   * By how much errors on other ratings are larger than residuals, squared, as was counted last.
   */
  public double inflation() {
    return EffectiveParameters.inflation(machine, graph.size());
  }

  /** The residuals of all ratings, as they stand after the last pass. */
  public Residuals totals() {
    return totals;
  }

  /** Per feature, the ratings it is active in, as of the last pass. */
  public int[] degrees() {
    return degrees;
  }

  /** The solvers, one a thread. */
  public List<RowSolver> solvers() {
    return solvers;
  }

  /** Counts, per feature, the ratings it is active in; a pass does so first. */
  public void countDegrees() {
    Arrays.fill(degrees, 0);
    machine.left.countRatings(graph.users().degrees, degrees);
    machine.right.countRatings(graph.items().degrees, degrees);
  }

  private void pass(SideRegression regression, boolean update) {
    regression.begin(workers);
    for (Residuals chunk : chunks) {
      chunk.clear();
    }
    regression.pass(workers, degrees, update, chunks);
    totals.clear();
    for (Residuals chunk : chunks) {
      totals.add(chunk);
    }
  }
}
