package org.querent.experiments.run;

import org.querent.simulator.Phase;

/** Hears how far an experiment is. Called from many threads. */
public interface Progress extends AutoCloseable {
  /** Heard by nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void asked(long queries) {}

        @Override
        public void completed(String run) {}

        @Override
        public void noted(String message) {}

        @Override
        public void close() {}
      };

  /** A number of queries was asked. */
  void asked(long queries);

  /** A run was completed, or found complete. */
  void completed(String run);

  /** Time that runs of a strategy, by its label, spent on a phase. */
  default void spent(String strategy, Phase phase, long nanos) {}

  /** Something that the user should know of, on one line; the experiment goes on. */
  void noted(String message);

  @Override
  void close();
}
