package org.querent.experiments.run;

/** A progress that tells another all that it does not hear otherwise itself. */
public interface ForwardingProgress extends Progress {
  /** Who is told. */
  Progress other();

  @Override
  default void asked(long queries) {
    other().asked(queries);
  }

  @Override
  default void kept(long queries) {
    other().kept(queries);
  }

  @Override
  default void spared(long queries) {
    other().spared(queries);
  }

  @Override
  default void goesOn(long complete, long runs) {
    other().goesOn(complete, runs);
  }

  @Override
  default void reporting() {
    other().reporting();
  }

  @Override
  default void completed(String run) {
    other().completed(run);
  }

  @Override
  default void playing(String run) {
    other().playing(run);
  }

  @Override
  default void noted(String message) {
    other().noted(message);
  }

  @Override
  default void close() {
    other().close();
  }
}
