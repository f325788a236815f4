package org.querent.simulator.progress;

import org.jspecify.annotations.Nullable;
import org.querent.strategies.ScoreWatch;

/**
 * Measures how long a strategy scores within a choice. The strategy is handed it, so it knows
 * nothing of the run. Not thread-safe.
 */
final class ScoreClock implements ScoreWatch {
  private int asked;
  private long nanos;
  private boolean isUsed;
  private long start;

  /** The event of the scoring that is under way; null if there is none. */
  private @Nullable PhaseEvent event;

  /** Begins anew, for another choice. */
  void restart(int queriesAsked) {
    asked = queriesAsked;
    nanos = 0;
    isUsed = false;
    event = null;
  }

  @Override
  public void begin() {
    event = new PhaseEvent();
    event.begin();
    start = System.nanoTime();
  }

  @Override
  public void scored() {
    // Said twice, or of nothing that was begun, it counts once.
    if (event != null) {
      nanos += System.nanoTime() - start;
      event.end(Phase.SCORE, asked);
      event = null;
      isUsed = true;
    }
  }

  /** Whether the strategy has said when it had scored. */
  boolean isUsed() {
    return isUsed;
  }

  /** Nanoseconds of the choice that went into scores. */
  long nanos() {
    return nanos;
  }
}
