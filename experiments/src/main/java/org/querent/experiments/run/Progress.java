package org.querent.experiments.run;

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

  /** A number of queries was asked; fewer than none if what was asked is taken back. */
  void asked(long queries);

  /**
   * The same of queries that were asked before, or elsewhere: they say nothing of the speed here.
   */
  default void kept(long queries) {
    asked(queries);
  }

  /** A number of queries will not be asked: their run has failed. */
  default void spared(long queries) {}

  /** All runs are played, as far as they can be, and the report is begun. */
  default void reporting() {}

  /** A run was completed, or found complete. */
  void completed(String run);

  /** A run is begun here, or gone on with. */
  default void playing(String run) {}

  /** Something that the user should know of, on one line; the experiment goes on. */
  void noted(String message);

  @Override
  void close();
}
