package org.querent.experiments.run;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Ends a run at its next answer once it is to stop. The interrupt of its thread does not always: a
 * strategy that has the turn may use it up.
 *
 * @param stopped whether runs are to stop
 * @param other hears everything
 */
record StoppingProgress(BooleanSupplier stopped, Progress other) implements ForwardingProgress {
  @Override
  public void asked(long queries) {
    other.asked(queries);
    if (stopped.getAsBoolean()) {
      throw new CancellationException("the experiment is stopped");
    }
  }
}
