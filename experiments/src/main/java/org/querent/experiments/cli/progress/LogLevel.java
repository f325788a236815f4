package org.querent.experiments.cli.progress;

/** How much a command says on standard error. */
public enum LogLevel {
  /** What ends the command. */
  ERROR,
  /** What ends the command, and what the user should know of. */
  WARN,
  /** All but single runs: also what is being done, and how far it is. */
  INFO,
  /** Everything: every run that is completed, too. */
  DEBUG;

  /** Whether a message of some level is said at this one. */
  public boolean says(LogLevel message) {
    return message.compareTo(this) <= 0;
  }
}
