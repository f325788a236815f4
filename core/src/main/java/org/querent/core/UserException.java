package org.querent.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error that the user of Querent caused and can mend: a wrong setting, a damaged file.
 *
 * <p>The message says what is wrong, where, and what to do; it is shown as it is, without a stack
 * trace. Each subject has one subclass. An error of a programmer is never a {@code UserException}.
 */
public abstract class UserException extends RuntimeException {
  /** An error with a message that says what is wrong, where, and what to do. */
  protected UserException(String message) {
    super(message);
  }

  /** An error that another one led to, if there is one. */
  protected UserException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The message that it was made with. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
