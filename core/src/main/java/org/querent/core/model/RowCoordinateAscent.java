package org.querent.core.model;

/**
 * Exact coordinate ascent on the evidence lower bound. Every update puts a part of q at its optimum
 * given all others, so the bound never falls. Not thread-safe.
 */
final class RowCoordinateAscent implements Passes {
  private final Machine machine;
  private final RatingGraph graph;
  private final RowSweep sweep;

  RowCoordinateAscent(Machine machine, RatingGraph graph, Workers workers) {
    this(machine, graph, workers, RowLoops::new);
  }

  RowCoordinateAscent(
      Machine machine, RatingGraph graph, Workers workers, RowSummation.Factory summations) {
    this.machine = machine;
    this.graph = graph;
    sweep = new RowSweep(machine, graph, workers, summations, () -> RowSolver.ascending(machine));
  }

  @Override
  public void restart() {
    // Nothing is kept between sweeps.
  }

  @Override
  public void run(int number, boolean learnPriors) {
    sweep.update();
    sweep.totals().updateBias(machine, graph.size());
    sweep.totals().updateNoise(machine, graph.size());
    sweep.applyPrior(learnPriors);
  }

  @Override
  public Bound bound() {
    sweep.measure();
    return Bound.of(machine, graph.size(), sweep.totals(), sweep.degrees());
  }
}
