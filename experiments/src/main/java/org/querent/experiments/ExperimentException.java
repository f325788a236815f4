package org.querent.experiments;

import java.io.IOException;
import java.nio.file.Path;
import org.querent.core.FileErrors;
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
    return new ExperimentException(what + ": " + FileErrors.reason(cause), cause);
  }

  /** What to tell about a file that a user named and that cannot be written. */
  public static ExperimentException unwritten(Path file, IOException cause) {
    String advice = FileErrors.lacksFolder(file) ? "; make it" : "";
    return new ExperimentException(
        "cannot write " + file + ": " + FileErrors.reason(cause) + advice, cause);
  }
}
