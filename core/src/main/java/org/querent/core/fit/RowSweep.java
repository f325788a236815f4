package org.querent.core.fit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;

/**
 * Goes over a machine by rows: users given items, then items given users ({@link SideRegression}).
 * Not thread-safe.
 */
public final class RowSweep {
  private final Machine machine;
  private final RatingGraph graph;
  private final List<RowSolver> solvers;
  private final Half users;
  private final Half items;
  private final int[] degrees;
  private final PriorSums seen;
  private final Residuals totals = new Residuals();

  /** Goes over the rows of one side, given the other. */
  public interface Half {
    /**
     * Goes over all rows with ratings.
     *
     * @param update whether features move to their optimum
     * @param totals receives the residuals of the ratings under what features are then
     */
    void run(boolean update, Residuals totals);

    /** Counts the {@link EffectiveParameters} as they stand, of a machine that has them. */
    void count();

    /** Takes in that something else than this sweep has moved features. */
    default void forget() {}
  }

  /** A sweep over the ratings of a graph, which may grow. */
  public RowSweep(
      Machine machine,
      RatingGraph graph,
      Workers workers,
      RowSummation.Factory summations,
      Supplier<? extends RowSolver> newSolver) {
    this(
        machine,
        graph,
        workers,
        summations,
        IntStream.range(0, workers.count()).<RowSolver>mapToObj(worker -> newSolver.get()).toList(),
        new int[machine.space.features()]);
  }

  private RowSweep(
      Machine machine,
      RatingGraph graph,
      Workers workers,
      RowSummation.Factory summations,
      List<RowSolver> solvers,
      int[] degrees) {
    this(
        machine,
        graph,
        solvers,
        degrees,
        new Loops(
            SideRegression.of(
                machine,
                machine.left,
                machine.right,
                graph.users(),
                summations.of(machine, graph.users(), machine.right),
                solvers),
            workers,
            degrees),
        new Loops(
            SideRegression.of(
                machine,
                machine.right,
                machine.left,
                graph.items(),
                summations.of(machine, graph.items(), machine.left),
                solvers),
            workers,
            degrees));
  }

  /** A sweep whose two halves are gone over elsewhere, without solvers. */
  public RowSweep(Machine machine, RatingGraph graph, Half users, Half items) {
    this(machine, graph, List.of(), new int[machine.space.features()], users, items);
  }

  private RowSweep(
      Machine machine,
      RatingGraph graph,
      List<RowSolver> solvers,
      int[] degrees,
      Half users,
      Half items) {
    this.machine = machine;
    this.graph = graph;
    this.solvers = solvers;
    this.degrees = degrees;
    this.users = users;
    this.items = items;
    seen = new PriorSums(machine);
  }

  /** The rows of a side, by loops that several threads share. */
  private static final class Loops implements Half {
    private final SideRegression regression;
    private final Workers workers;
    private final int[] degrees;
    private final Residuals[] chunks;

    Loops(SideRegression regression, Workers workers, int[] degrees) {
      this.regression = regression;
      this.workers = workers;
      this.degrees = degrees;
      chunks =
          IntStream.range(0, Workers.chunks(regression.rows.size()))
              .mapToObj(chunk -> new Residuals())
              .toArray(Residuals[]::new);
    }

    @Override
    public void run(boolean update, Residuals totals) {
      regression.begin(workers);
      for (Residuals chunk : chunks) {
        chunk.clear();
      }
      regression.pass(workers, degrees, update, chunks);
      for (Residuals chunk : chunks) {
        totals.add(chunk);
      }
    }

    @Override
    public void count() {
      regression.begin(workers);
      regression.count();
    }
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
      users.count();
      items.count();
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

  /** Takes in that something else than this sweep has moved features. */
  public void forget() {
    users.forget();
    items.forget();
  }

  private void pass(Half half, boolean update) {
    totals.clear();
    half.run(update, totals);
  }
}
