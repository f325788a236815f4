package org.querent.simulator.protocol;

import java.util.Optional;
import org.querent.core.data.Ratings;
import org.querent.simulator.metric.GroupSums;
import org.querent.simulator.metric.Ranking;
import org.querent.simulator.oracle.AskablePairs;
import org.querent.simulator.progress.CurveReporter;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.Knowledge;

/**
 * Who and what takes part in a run, whatever the protocol.
 *
 * @param learners ask
 * @param interviewer tells them the answers
 * @param reporter measures what they know
 * @param settings how the run is played
 * @param pairs all that may be asked for
 * @param test what is measured on
 * @param ranking how recommendations are measured, if they are
 * @param groups of which errors and lists are measured by themselves; nothing is in them yet
 */
public record Run(
    Learners learners,
    Interviewer interviewer,
    CurveReporter reporter,
    SimulationSettings settings,
    AskablePairs pairs,
    Ratings test,
    Optional<Ranking> ranking,
    GroupSums groups) {
  Knowledge knowledge() {
    return learners.knowledge();
  }

  QueryBudget budget() {
    return settings.budget();
  }
}
