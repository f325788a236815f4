package org.querent.experiments.cli.progress;

/** How much a command says on standard error. */
public enum LogLevel {
  /** What ends the command. */
  ERROR,
  /** Also what the user should know of. */
  WARN,
  /** Also what is being done, and how far it is. */
  INFO,
  /** Also every run that is completed. */
  DEBUG;

  /** Whether a message of some level is said at this one. */
  public boolean says(LogLevel message) {
    return message.compareTo(this) <= 0;
  }
}
