package org.querent.experiments.service;

/** Why a request is refused; the message is told to who made it. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  Problem(int status, String detail) {
    // Nobody looks for where it was thrown, and many may be.
    super(detail, null, false, false);
    this.status = status;
  }

  /** The status of HTTP. */
  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
