package org.querent.experiments.run;

/** Hears how far an experiment is. Called from many threads. */
public interface Progress extends AutoCloseable {
  /** A number of queries was asked. */
  void asked(long queries);

  /** A run was completed, or found complete. */
  void completed(String run);

  /** Something that the user should know of, on one line; the experiment goes on. */
  void noted(String message);

  @Override
  void close();
}
