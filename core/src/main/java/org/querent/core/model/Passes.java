package org.querent.core.model;

/** What fits a machine: passes over its ratings, each of which moves all of its parameters. */
interface Passes {
  /** Forgets what was kept between passes; the parameters were initialised anew. */
  void restart();

  /**
   * Goes once over all ratings.
   *
   * @param number of the pass since the fit from scratch began
   * @param learnPriors false while the priors are held
   */
  void run(int number, boolean learnPriors);

  /** The evidence lower bound of the present parameters. Cost: one pass over the ratings. */
  Bound bound();
}
