package org.querent.strategies.learner;

import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.RowPart;

/**
 * One user who is asked, or one item that is asked about, apart from all others: nothing of it
 * remains for the next. The answers are to move it alone, as {@link Following#foldingInUser} and
 * {@link Following#foldingInItem} have it. Not thread-safe.
 */
public final class Sitting {
  private final Knowledge knowledge;
  private final FactorizationMachine model;
  private final RowPart before;

  Sitting(Knowledge knowledge, FactorizationMachine model, RowPart before) {
    this.knowledge = knowledge;
    this.model = model;
    this.before = before;
  }

  /**
   * Takes back all that was told and skipped: what is known is what it was at the beginning, bit by
   * bit. A learner of before has to be made anew. Cost: O(1) an answer.
   */
  public void startOver() {
    knowledge.forgetAnswers();
    model.putBack(before);
  }
}
