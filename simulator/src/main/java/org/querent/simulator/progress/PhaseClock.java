package org.querent.simulator.progress;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.querent.strategies.ScoreWatch;

/**
 * Tells a listener, and JDK Flight Recorder, how long the phases of a run take. For a listener
 * scores are no part of the choice within which they are made. Not thread-safe.
 */
public final class PhaseClock {
  private final SimulationListener listener;
  private final IntSupplier asked;
  private final ScoreClock scores = new ScoreClock();

  /**
   * A clock of one run.
   *
   * @param asked the queries asked so far
   */
  public PhaseClock(SimulationListener listener, IntSupplier asked) {
    this.listener = listener;
    this.asked = asked;
  }

  /** Told about scores by whoever chooses, while a choice is timed. */
  public ScoreWatch scores() {
    return scores;
  }

  /** Does a part of the run that belongs to a phase, and tells how long it took. */
  public void time(Phase phase, Runnable part) {
    timed(
        phase,
        () -> {
          part.run();
          return phase;
        });
  }

  /**
   * Does a part of the run that belongs to a phase, and tells how long it took.
   *
   * @param <T> the type of what the part returns
   * @return what the part returns
   */
  public <T> T timed(Phase phase, Supplier<T> part) {
    scores.restart(asked.getAsInt());
    PhaseEvent event = new PhaseEvent();
    event.begin();
    long start = System.nanoTime();
    try {
      return part.get();
    } finally {
      long nanos = System.nanoTime() - start;
      if (scores.isUsed()) {
        listener.spent(Phase.SCORE, scores.nanos());
      }
      listener.spent(phase, nanos - scores.nanos());
      event.end(phase, asked.getAsInt());
    }
  }
}
