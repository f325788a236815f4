package org.querent.simulator.protocol;

import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.progress.Checkpoints;
import org.querent.simulator.progress.CurveReporter;
import org.querent.simulator.progress.Phase;
import org.querent.simulator.progress.RunState;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.Knowledge;

/** Asks for any held-back rating, as the budget lasts. */
public final class PoolPlay {
  private final Knowledge knowledge;
  private final Interviewer interviewer;
  private final CurveReporter reporter;
  private final QueryBudget budget;
  private final Interview interview;
  private final Evaluator evaluator;

  /** The protocol of a run that has not begun. */
  public PoolPlay(Run run) {
    knowledge = run.knowledge();
    interviewer = run.interviewer();
    reporter = run.reporter();
    budget = run.budget();
    interview = run.learners().begin(run.pairs().all(), run.settings().retraining(), run.test());
    evaluator = new Evaluator(run.test(), knowledge.features());
  }

  /** Plays from the start, or from where a checkpoint was kept, to the end. */
  public void play(Checkpoints checkpoints) {
    ActiveLearner learner = interview.learner();
    int lastBatch = budget.lastBatch(budget.total());
    checkpoints.last().ifPresentOrElse(this::resume, this::begin);
    for (int batch; (batch = budget.next(asked(), interview.open())) > 0; ) {
      int before = asked();
      interviewer.ask(interview, batch, before / budget.batch(), budget.total() - before - batch);
      interviewer.clock().time(Phase.FIT, learner::update);
      int now = asked();
      if (reporter.isDue(before, now) || budget.next(now, interview.open()) == 0) {
        reporter.evaluate(now, interviewer.tally(), evaluator, interview::addTo);
      }
      if (now <= lastBatch && checkpoints.isDue(before, now)) {
        learner.settle();
        checkpoints.offer(
            () -> RunState.of(interviewer.tally(), reporter.evaluations(), learner.state()),
            !checkpoints.isDue(now, lastBatch));
      }
    }
    reporter.end(evaluator);
  }

  private int asked() {
    return interviewer.tally().queries();
  }

  private void begin() {
    interviewer.clock().time(Phase.FIT, knowledge::fit);
    reporter.evaluate(0, interviewer.tally(), evaluator, interview::addTo);
  }

  private void resume(RunState state) {
    interview.learner().resume(state.archive());
    interviewer.resume(state.tally());
    reporter.resume(state.evaluations());
  }
}
