package org.querent.strategies;

import java.util.EnumSet;
import java.util.Set;

/**
 * What must be known of a strategy before it is played. Each is a demand or a reservation, so that
 * a strategy made of others has the traits of all of them.
 */
public enum Trait {
  /** It ranks by variances: with a model that has none it would choose at random. */
  NEEDS_VARIANCES,

  /**
   * It keeps between rounds what it cannot make again from a round. A run of it that was broken off
   * is played again from its start; that of any other goes on from a checkpoint, with a strategy
   * made anew that has to ask as the one before it would have.
   */
  REMEMBERS,

  /**
   * It knows what no strategy can, so that it is a bound to measure others by: reports set it apart
   * and do not call it the best.
   */
  CHEATS,

  /**
   * It ranks by no scores that something else could be multiplied with, as a draw or a list of
   * questions does not.
   */
  HAS_NO_SCORES,

  /** It runs a program of the user's on this machine, which they must have allowed. */
  RUNS_PROGRAM;

  /** The traits that are in either set. */
  public static Set<Trait> union(Set<Trait> some, Set<Trait> others) {
    EnumSet<Trait> all = EnumSet.noneOf(Trait.class);
    all.addAll(some);
    all.addAll(others);
    return all;
  }
}
