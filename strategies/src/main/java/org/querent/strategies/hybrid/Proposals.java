package org.querent.strategies.hybrid;

/** What a strategy would ask for, to be taken one after another. */
final class Proposals {
  private final int[] candidates;
  private int next;

  /** At least as many as the batch that they go to: then there is always one not yet taken. */
  Proposals(int[] candidates) {
    this.candidates = candidates;
  }

  /** Adds the next one that the batch does not have, for which it must have room. */
  void addNext(Batch batch) {
    while (!batch.add(candidates[next++])) {
      continue;
    }
  }
}
