package org.querent.simulator;

import org.querent.core.model.RowChanges;

/** Asks for any held-back rating, as the budget lasts. */
final class PoolPlay {
  private final Simulation simulation;
  private final Interview interview;

  PoolPlay(Simulation simulation, Questions questions) {
    this.simulation = simulation;
    interview = new Interview(simulation, questions, simulation.split().test());
  }

  void play() {
    SimulationSettings settings = simulation.settings();
    Evaluator evaluator = new Evaluator(simulation.split().test(), simulation.features());
    simulation.model().fit();
    simulation.evaluate(0, evaluator);
    RowChanges changes = RowChanges.EVERYTHING;
    int batch = settings.budget().next(0, interview.open());
    for (int round = 0; batch > 0; round++) {
      int before = simulation.asked();
      interview.ask(changes, round, batch);
      changes = follow(simulation, before);
      batch = settings.budget().next(simulation.asked(), interview.open());
      if (simulation.isDue(before, simulation.asked()) || batch == 0) {
        simulation.evaluate(simulation.asked(), evaluator);
      }
    }
  }

  /** Has the model take in what was answered since a number of queries. */
  static RowChanges follow(Simulation simulation, int before) {
    simulation.describe();
    RowChanges moved =
        simulation.settings().retraining().retrain(simulation.model(), before, simulation.asked());
    return simulation.describesByRatings() ? RowChanges.EVERYTHING : moved;
  }
}
