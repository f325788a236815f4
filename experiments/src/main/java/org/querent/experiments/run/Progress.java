package org.querent.experiments.run;

/**
 * Hears how far an experiment is; what it does not hear is passed over. Called from many threads.
 */
public interface Progress extends AutoCloseable {
  /** Heard by nobody. */
  Progress NONE = new Progress() {};

  /** A number of queries was asked; fewer than none if what was asked is taken back. */
  default void asked(long queries) {}

  /**
   * A number of queries was asked before, or elsewhere, which says nothing of the speed here; fewer
   * than none if that is taken back.
   */
  default void kept(long queries) {
    asked(queries);
  }

  /** A number of queries will not be asked: their run has failed. */
  default void spared(long queries) {}

  /** Some of the runs are complete before the first of the others is played. */
  default void goesOn(long complete, long runs) {}

  /** All runs are played, as far as they can be, and the report is begun. */
  default void reporting() {}

  /** A run was completed, or found complete. */
  default void completed(String run) {}

  /** A run is begun here, or gone on with. */
  default void playing(String run) {}

  /** Something that the user should know of, on one line; the experiment goes on. */
  default void noted(String message) {}

  @Override
  default void close() {}
}
