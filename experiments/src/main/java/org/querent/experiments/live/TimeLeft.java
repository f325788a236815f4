package org.querent.experiments.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * Estimates how long an experiment still takes from how fast it was in the last minutes. Not
 * thread-safe.
 */
final class TimeLeft {
  /** Long enough to see several strategies, short enough to notice that the machine is shared. */
  private static final double WINDOW_SECONDS = 300;

  /** In less, a run may not even have fitted its model. */
  private static final double SHORTEST_SECONDS = 3;

  private record Sample(double seconds, long left) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * Notes how much is left.
   *
   * @param seconds on a clock that never goes back
   * @param left the number of queries
   */
  void note(double seconds, long left) {
    if (!samples.isEmpty() && left > samples.getLast().left()) {
      // Runs were begun anew; how fast others were found complete says nothing of these.
      samples.clear();
    }
    while (samples.size() > 1 && seconds - samples.getFirst().seconds() > WINDOW_SECONDS) {
      samples.removeFirst();
    }
    samples.addLast(new Sample(seconds, left));
  }

  /** The seconds that are left, unless that cannot be told yet. */
  OptionalDouble seconds() {
    if (samples.isEmpty()) {
      return OptionalDouble.empty();
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double passed = last.seconds() - first.seconds();
    long done = first.left() - last.left();
    return passed < SHORTEST_SECONDS || done == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(last.left() * passed / done);
  }
}
