package org.querent.simulator.stopping;

/**
 * Decides when an interview has asked enough. One serves one interview, and may remember. Not
 * thread-safe.
 */
@FunctionalInterface
public interface StoppingRule {
  /**
   * Whether enough was asked, so that the next question need not be put. Called before every
   * question, in order, from the first on, once each; not any more after it said so.
   */
  boolean isEnough(Standing standing);
}
