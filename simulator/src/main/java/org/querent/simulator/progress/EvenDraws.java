package org.querent.simulator.progress;

/**
 * What a strategy asks about that draws evenly from what may be asked for: what the questions of
 * all others are measured by. Where each user, or each newcomer, is asked the same number of
 * questions, each draws from their own pairs.
 */
@FunctionalInterface
public interface EvenDraws {
  /** Is shown pairs one after the other. */
  @FunctionalInterface
  interface Visitor {
    /**
     * A pair that may be asked for.
     *
     * @param user the dense index of the user
     * @param item that of the item
     * @param chance the probability that an even draw asks for it in the whole run, in (0, 1]
     */
    void pair(int user, int item, double chance);
  }

  /** Shows every pair that may be asked for. Cost: O(pairs). */
  void forEach(Visitor visitor);
}
