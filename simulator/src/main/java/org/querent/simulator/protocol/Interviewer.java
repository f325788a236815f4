package org.querent.simulator.protocol;

import java.util.random.RandomGenerator;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.oracle.Oracle;
import org.querent.simulator.progress.Phase;
import org.querent.simulator.progress.PhaseClock;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.progress.Tally;
import org.querent.strategies.learner.ItemCosts;

/**
 * Puts to the oracle what learners ask, tells them what it answers, and counts. One serves a run.
 * Not thread-safe.
 */
public final class Interviewer {
  private final Oracle oracle;
  private final ItemCosts costs;
  private final RandomStreams streams;
  private final SimulationListener listener;
  private final PhaseClock clock;
  private Tally tally = Tally.NOTHING;

  /**
   * An interviewer that has asked nothing yet.
   *
   * @param oracle answers
   * @param costs what a query costs
   * @param streams the run's random numbers
   * @param listener hears of every query, and of the time that goes into choosing it
   */
  public Interviewer(
      Oracle oracle, ItemCosts costs, RandomStreams streams, SimulationListener listener) {
    this.oracle = oracle;
    this.costs = costs;
    this.streams = streams;
    this.listener = listener;
    clock = new PhaseClock(listener, () -> tally.queries());
  }

  /** Tells the listener where the time goes. */
  public PhaseClock clock() {
    return clock;
  }

  /** All that was asked so far. */
  public Tally tally() {
    return tally;
  }

  /** Goes on counting where a run was. */
  void resume(Tally asked) {
    tally = asked;
  }

  /**
   * Asks a batch.
   *
   * @param round numbers the batches of a run, whoever is asked
   */
  void ask(Interview interview, int batch, long round) {
    RandomGenerator random = streams.stream("strategy", round);
    for (int candidate : clock.timed(Phase.SELECT, () -> choose(interview, batch, random))) {
      int user = interview.pool().user(candidate);
      int item = interview.pool().item(candidate);
      int row = interview.row(candidate);
      if (row < 0) {
        tally = tally.plus(new Tally(1, 0, costs.ofRefusal(item), 0));
        interview.learner().skip(candidate);
        listener.unanswered(tally.queries(), user, item);
      } else {
        double rating = oracle.answer(row);
        tally = tally.plus(new Tally(1, 1, costs.of(item), rating));
        interview.learner().tell(candidate, rating, oracle.timestamp(row));
        listener.answered(tally.queries(), user, item, rating);
      }
    }
  }

  private static int[] choose(Interview interview, int batch, RandomGenerator random) {
    try {
      return interview.learner().ask(batch, random);
    } finally {
      // An interrupt that the strategy left would close the next file that is written.
      Thread.interrupted();
    }
  }

  /** Tells a learner again what it was told before the run was broken off. */
  void repeat(Interview interview, int candidate) {
    int row = interview.row(candidate);
    if (row < 0) {
      interview.learner().skip(candidate);
    } else {
      interview.learner().tell(candidate, oracle.answer(row), oracle.timestamp(row));
    }
  }
}
