package org.querent.core.archive;

import org.jspecify.annotations.Nullable;
import org.querent.core.UserException;

/** A file of arrays that cannot be written, or that is refused: damaged, foreign or too new. */
public final class ArchiveException extends UserException {
  /** An error with a message for the user. */
  public ArchiveException(String message) {
    super(message);
  }

  /** An error with a message for the user and its cause. */
  public ArchiveException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
