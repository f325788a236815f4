package org.querent.strategies.history;

/** How much asking about an item is worth, by its known ratings. */
@FunctionalInterface
interface ItemScore {
  /**
   * The worth of an item, finite and not negative.
   *
   * @param known the known ratings of the item
   * @param users the number of users who might rate it, each at most once
   * @param values how many different values the known ratings of all items have
   */
  double of(RatingCounts known, int users, int values);
}
