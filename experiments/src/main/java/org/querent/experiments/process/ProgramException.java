package org.querent.experiments.process;

/** A program that could not be started, did not answer, or answered something else. */
final class ProgramException extends RuntimeException {
  ProgramException(String message) {
    super(message);
  }
}
