package org.querent.core.engine;

import org.querent.core.UserException;

/** An engine that cannot be had here, or cannot compute what is asked; the message says why. */
public final class EngineException extends UserException {
  /** With what is wrong and what to do about it. */
  public EngineException(String message) {
    super(message);
  }

  /** With what is wrong, what to do about it, and the cause. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
