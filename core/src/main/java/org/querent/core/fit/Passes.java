package org.querent.core.fit;

import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.UpdateSettings;

/**
 * What fits a machine: passes over its ratings, each of which moves all of its parameters, and
 * updates that follow new ratings.
 */
public interface Passes {
  /** Forgets what was kept between passes; the parameters were initialised anew. */
  void restart();

  /**
   * Goes once over all ratings.
   *
   * @param number of the pass since the fit from scratch began
   * @param learnPriors false while the priors are held
   */
  void run(int number, boolean learnPriors);

  /**
   * Takes new ratings in, at the cost of what is reached.
   *
   * @param fresh the new ratings, which are in the graph already
   * @param how not to {@link Neighbours#ALL}
   * @return the rows that have moved
   * @throws UnsupportedOperationException if it can only go over all ratings, as a sampler does
   */
  default RowChanges follow(RatingList fresh, UpdateSettings how) {
    throw new UnsupportedOperationException(getClass().getSimpleName());
  }

  /** Takes in that something else has moved the machine. */
  default void forget() {}

  /** The evidence lower bound of the present parameters. Cost: one pass over the ratings. */
  Bound bound();

  /**
   * The bound as the last run left it: {@link #bound} but for rounding, at no pass over the ratings
   * where a run has summed up what it needs.
   */
  default Bound boundAfterRun() {
    return bound();
  }

  /**
   * What is kept between passes beside the parameters of the machine, for example the moments of a
   * gradient: saved with them, so that a pass after {@link #restore} gives the same bits as one
   * without. A copy, by names that begin with that of the optimiser: {@code adam-first-moments}.
   */
  default Map<String, NumericArray> state() {
    return Map.of();
  }

  /**
   * Takes back what {@link #state} saved. The machine has its parameters already, and its rows are
   * made anew from them.
   *
   * @throws org.querent.core.archive.ArchiveException if an array is missing or of another shape
   */
  default void restore(ArrayArchive archive) {}
}
