package org.querent.simulator.progress;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps states of a run, from which it can go on when it was broken off, or when it is to be
 * longer. At the moments at which a state can be kept, a run makes anew whatever it keeps for
 * speed: whether it is broken off and goes on or not, what follows is the same, bit by bit. How
 * long a run is to be decides nothing of these moments, so it is the beginning of every longer one.
 */
public interface Checkpoints {
  /** A run that has no such moments. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public int parts() {
          return 0;
        }

        @Override
        public Optional<RunState> last() {
          return Optional.empty();
        }

        @Override
        public void offer(Supplier<RunState> state, boolean isLast) {}
      };

  /**
   * Between two moments lies at most one of so many parts of what is behind, and at least half of
   * one, as far as batches are not larger; 0 for no moments. Another number makes it another run.
   */
  int parts();

  /** The state to go on from, if there is one: of the same run, by the same program. */
  Optional<RunState> last();

  /**
   * Keeps a state or passes it over; called from the run's thread.
   *
   * @param isLast whether no other follows, so that a longer run can go on from this one only
   */
  void offer(Supplier<RunState> state, boolean isLast);

  /**
   * Whether a moment has come.
   *
   * @param before how far the run was
   * @param now how far it is
   */
  default boolean isDue(long before, long now) {
    if (parts() == 0) {
      return false;
    }
    // Powers of two: what is a moment of a wide grid is one of all that are narrower.
    long every = Math.max(1, Long.highestOneBit(now / parts()));
    return now / every > before / every;
  }
}
