package org.querent.experiments;

/** Whether strategies may run programs, which whoever wrote an experiment has chosen. */
public enum ProgramPermission {
  /** An experiment with such a strategy is refused. */
  REFUSED,
  /** The user has said that programs may be run. */
  ALLOWED
}
