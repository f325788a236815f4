package org.querent.simulator.spec;

import org.querent.core.UserException;

/** A simulation that cannot be played as it was asked for. */
public final class SimulationException extends UserException {
  /** An error with a message for the user. */
  public SimulationException(String message) {
    super(message);
  }
}
