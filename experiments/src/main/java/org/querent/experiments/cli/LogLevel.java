package org.querent.experiments.cli;

/** How much a command says on standard error. */
enum LogLevel {
  /** What ends the command. */
  ERROR,
  /** Also what the user should know of. */
  WARN,
  /** Also what is being done, and how far it is. */
  INFO,
  /** Also every run that is completed. */
  DEBUG;

  boolean says(LogLevel message) {
    return message.compareTo(this) <= 0;
  }
}
