package org.querent.core.fit.ascent;

import org.jspecify.annotations.Nullable;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.fit.Bound;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.RowLoops;
import org.querent.core.fit.RowSolver;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.RowSweep;
import org.querent.core.fit.ordinal.ThresholdStep;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.UpdateSettings;

/**
 * Exact coordinate ascent on the evidence lower bound. Every update puts a part of q at its optimum
 * given all others, so the bound never falls. Not thread-safe.
 */
public final class RowCoordinateAscent implements Passes {
  private final Machine machine;
  private final RatingGraph graph;
  private final RowSweep sweep;
  private final Workers workers;

  /** Null where ratings are numbers. */
  private final @Nullable ThresholdStep felt;

  /** Made when first asked to follow. */
  private @Nullable LocalAscent local;

  /** An ascent that loops over ratings. */
  public RowCoordinateAscent(Machine machine, RatingGraph graph, Workers workers) {
    this(machine, graph, workers, RowLoops::new);
  }

  /** An ascent with the sums of an engine. */
  public RowCoordinateAscent(
      Machine machine, RatingGraph graph, Workers workers, RowSummation.Factory summations) {
    this(
        machine,
        graph,
        workers,
        new RowSweep(machine, graph, workers, summations, () -> RowSolver.ascending(machine)));
  }

  /** An ascent whose sweeps are an engine's, and whose updates loop over ratings. */
  public RowCoordinateAscent(Machine machine, RatingGraph graph, Workers workers, RowSweep sweep) {
    this.machine = machine;
    this.graph = graph;
    this.workers = workers;
    this.sweep = sweep;
    felt =
        machine.thresholds == null
            ? null
            : new ThresholdStep(machine, machine.thresholds, graph, workers);
  }

  @Override
  public void restart() {
    forget();
  }

  @Override
  public void run(int number, boolean learnPriors) {
    forgetLocal();
    sweep.update();
    sweep.totals().updateBias(machine);
    sweep.totals().updateNoise(machine, graph.size());
    if (felt != null) {
      felt.take(number);
    }
    machine.learnNoiseSpread(graph.users().degrees);
    sweep.totals().reweigh(1 / machine.balanceNoise(graph.users().degrees));
    sweep.applyPrior(learnPriors);
  }

  @Override
  public RowChanges follow(RatingList fresh, UpdateSettings how) {
    if (local == null) {
      local = new LocalAscent(machine, graph, workers);
    }
    sweep.forget();
    return local.update(fresh, how);
  }

  @Override
  public void forget() {
    sweep.forget();
    forgetLocal();
  }

  private void forgetLocal() {
    if (local != null) {
      local.forget();
    }
  }

  @Override
  public void restore(ArrayArchive archive) {
    forget();
  }

  @Override
  public Bound bound() {
    sweep.measure();
    return boundOfTotals();
  }

  /** What was felt has moved on with what a run moved, and is made anew. */
  @Override
  public Bound boundAfterRun() {
    return felt == null ? boundOfTotals() : bound();
  }

  private Bound boundOfTotals() {
    Bound bound = Bound.of(machine, graph, sweep.totals(), sweep.degrees());
    return felt == null ? bound : felt.bound(bound, sweep.totals().loss(machine));
  }
}
