package org.querent.experiments;

import org.querent.core.UserException;

/** An error that the user of an experiment caused and can mend; the message says how. */
public final class ExperimentException extends UserException {
  /**
   * Creates an error with a message that is shown as it is.
   *
   * @param message what is wrong, where, and what to do
   */
  public ExperimentException(String message) {
    super(message);
  }

  /**
   * Creates an error with a message that is shown as it is, and what led to it.
   *
   * @param message what is wrong, where, and what to do
   * @param cause the error underneath
   */
  public ExperimentException(String message, Throwable cause) {
    super(message, cause);
  }
}
