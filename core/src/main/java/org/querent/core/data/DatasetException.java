package org.querent.core.data;

import org.querent.core.UserException;

/** Rating data that cannot be found or read. */
public final class DatasetException extends UserException {
  /** An error with a message for the user. */
  public DatasetException(String message) {
    super(message);
  }

  /** An error with a message for the user and its cause. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
