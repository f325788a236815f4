package org.querent.simulator;

import java.util.Map;
import java.util.Optional;
import org.querent.core.archive.NumericArray;
import org.querent.core.posterior.RowChanges;

/** Asks for any held-back rating, as the budget lasts. */
final class PoolPlay {
  private static final String CANDIDATES = "asked-candidates";

  private final Simulation simulation;
  private final Interview interview;
  private final Evaluator evaluator;

  PoolPlay(Simulation simulation, Questions questions) {
    this.simulation = simulation;
    interview = new Interview(simulation, questions, simulation.split().test());
    evaluator = new Evaluator(simulation.split().test(), simulation.features());
  }

  void play(Checkpoints checkpoints) {
    QueryBudget budget = simulation.settings().budget();
    int lastBatch = budget.lastBatch(budget.total());
    Optional<RunState> last = checkpoints.last();
    last.ifPresentOrElse(this::resume, this::begin);
    RowChanges changes = RowChanges.EVERYTHING;
    for (int batch; (batch = budget.next(simulation.asked(), interview.open())) > 0; ) {
      int before = simulation.asked();
      interview.ask(changes, before / budget.batch(), batch);
      changes = follow(simulation, before);
      int now = simulation.asked();
      if (simulation.isDue(before, now) || budget.next(now, interview.open()) == 0) {
        simulation.evaluate(now, evaluator, interview::addTo);
      }
      if (now <= lastBatch && checkpoints.isDue(before, now)) {
        simulation.keep(checkpoints, this::state, !checkpoints.isDue(now, lastBatch));
        interview.renewStrategy();
        changes = RowChanges.EVERYTHING;
      }
    }
    simulation.calibrate(evaluator);
  }

  private void begin() {
    simulation.fit();
    simulation.evaluate(0, evaluator, interview::addTo);
  }

  private void resume(RunState state) {
    for (int candidate : state.ints(CANDIDATES)) {
      interview.relearn(candidate);
    }
    simulation.resume(state);
  }

  private Map<String, NumericArray> state() {
    int[] closed = interview.closed();
    return Map.of(CANDIDATES, NumericArray.of(closed, closed.length));
  }

  /** Has the model take in what was answered since a number of queries. */
  static RowChanges follow(Simulation simulation, int before) {
    simulation.describe();
    RetrainingSchedule retraining = simulation.settings().retraining();
    RowChanges moved =
        simulation.timed(
            Phase.FIT, () -> retraining.retrain(simulation.model(), before, simulation.asked()));
    return simulation.describesByRatings() ? RowChanges.EVERYTHING : moved;
  }
}
