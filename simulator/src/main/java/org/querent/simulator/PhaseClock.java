package org.querent.simulator;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.querent.strategies.ScoreWatch;

/**
 * Tells a listener, and JDK Flight Recorder, how long the phases of a run take. For a listener
 * scores are no part of the choice within which they are made. Not thread-safe.
 */
final class PhaseClock implements ScoreWatch {
  private final SimulationListener listener;
  private final IntSupplier asked;

  /** The scoring that is under way; null if there is none. */
  private Stretch scoring;

  /** Nanoseconds of scoring within the phase that is under way. */
  private long scored;

  /**
   * A clock of one run.
   *
   * @param asked the queries asked so far
   */
  PhaseClock(SimulationListener listener, IntSupplier asked) {
    this.listener = listener;
    this.asked = asked;
  }

  /** Does a part of the run that belongs to a phase, and tells how long it took. */
  <T> T timed(Phase phase, Supplier<T> part) {
    scored = 0;
    Stretch stretch = new Stretch(phase);
    try {
      return part.get();
    } finally {
      scoring = null;
      stretch.end(scored);
    }
  }

  @Override
  public void begin() {
    scoring = new Stretch(Phase.SCORE);
  }

  @Override
  public void scored() {
    // Said twice, or of nothing that was begun, it counts once.
    if (scoring != null) {
      scored += scoring.end(0);
      scoring = null;
    }
  }

  private final class Stretch {
    private final Phase phase;
    private final PhaseEvent event = new PhaseEvent();
    private final long start;

    Stretch(Phase phase) {
      this.phase = phase;
      event.begin();
      start = System.nanoTime();
    }

    /** Returns how long it took, and tells that without a part of it, in nanoseconds. */
    long end(long without) {
      long nanos = System.nanoTime() - start;
      listener.spent(phase, nanos - without);
      event.phase = phase.name();
      event.queries = asked.getAsInt();
      event.commit();
      return nanos;
    }
  }
}
