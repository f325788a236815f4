package org.querent.experiments;

import java.io.IOException;
import java.nio.file.FileSystemException;
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

  /**
   * What to tell about a file that failed, with the reason.
   *
   * @param what could not be done, with the file's name
   */
  public static ExperimentException of(String what, IOException cause) {
    // The message of a missing or forbidden file is its name and no more; the class says why.
    String reason =
        cause instanceof FileSystemException file && file.getReason() == null
            ? cause.getClass().getSimpleName() + " " + file.getMessage()
            : String.valueOf(cause.getMessage());
    return new ExperimentException(what + ": " + reason.lines().findFirst().orElse(""), cause);
  }
}
