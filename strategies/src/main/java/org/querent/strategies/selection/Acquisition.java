package org.querent.strategies.selection;

/** How much asking for a pair is worth, in a unit of the acquisition's own. */
public interface Acquisition {
  /** The worth of a pair, not negative; higher is better. */
  double score(int user, int item);

  /**
   * Takes a pair as answered, so that later scores count only what it would leave unknown. No label
   * is needed: how much a variance falls does not depend on the answer. Changes the scores of the
   * pairs that share the user or the item, and no others.
   */
  void assumeAnswered(int user, int item);
}
