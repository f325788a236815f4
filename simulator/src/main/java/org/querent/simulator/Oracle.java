package org.querent.simulator;

import org.querent.core.data.Ratings;

/** Answers queries by replaying the ratings that were held back. */
final class Oracle {
  private final Ratings heldBack;

  Oracle(Ratings heldBack) {
    this.heldBack = heldBack;
  }

  /** The rating behind a row of the held-back ratings, in stars. */
  float answer(int row) {
    return heldBack.rating(row);
  }
}
