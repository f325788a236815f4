package org.querent.core.fit;

import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * Makes the sums over the ratings of each row of one side, given the other side: the part of a
 * sweep that costs per rating, and that each engine does its own way.
 */
public interface RowSummation {
  /**
   * Takes the other side, the bias and the ratings as they stand; sums are of these.
   *
   * @param workers who share what there is to do per row
   */
  void begin(Workers workers);

  /**
   * Makes the sums of a row, Gram matrix included. Several threads may call at once.
   *
   * @param row one that has ratings
   */
  void sum(int row, RowSums into);

  /** Where sums of this layout go. */
  RowSums newSums();

  /** Whether a loop over ratings makes the sums, in whose place residuals may be looped over. */
  default boolean goesRatingByRating() {
    return false;
  }

  /** How an engine makes the sums of a machine. */
  interface Factory {
    /** The sums over these rows' ratings, with the rows of another side at their other ends. */
    RowSummation of(Machine machine, Rows rows, Side others);
  }
}
