package org.querent.strategies;

import org.querent.core.UserException;

/** A query strategy that cannot be found, loaded or used as it was asked for. */
public final class StrategyException extends UserException {
  /** An error with a message for the user. */
  public StrategyException(String message) {
    super(message);
  }

  /** An error with a message for the user and its cause. */
  public StrategyException(String message, Throwable cause) {
    super(message, cause);
  }
}
