package org.querent.simulator;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps states of a run, from which it can go on when it was broken off. At the moments at which a
 * state can be kept, a run makes anew whatever it keeps for speed: whether it is broken off and
 * goes on or not, what follows is the same, bit by bit.
 */
public interface Checkpoints {
  /** A run that has no such moments. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public int perRun() {
          return 0;
        }

        @Override
        public Optional<RunState> last() {
          return Optional.empty();
        }

        @Override
        public void offer(Supplier<RunState> state) {}
      };

  /** About how many moments there are in a run; more or fewer make it another run. */
  int perRun();

  /** The state to go on from, if there is one: of the same run, by the same program. */
  Optional<RunState> last();

  /** Keeps a state or passes it over; called from the run's thread. */
  void offer(Supplier<RunState> state);

  /**
   * Whether a moment has come.
   *
   * @param before how far the run was
   * @param now how far it is
   * @param end how far it will go
   */
  default boolean isDue(long before, long now, long end) {
    if (perRun() == 0 || now >= end) {
      return false;
    }
    long every = Math.max(1, end / (perRun() + 1));
    return now / every > before / every;
  }
}
