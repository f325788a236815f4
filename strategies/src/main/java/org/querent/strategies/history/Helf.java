package org.querent.strategies.history;

import java.util.Optional;

/**
 * The harmonic mean of an item's entropy and the logarithm of its popularity, each as a part of the
 * largest it could be (HELF; Rashid, Karypis and Riedl 2008, Learning preferences of new users in
 * recommender systems: an information theoretic approach). Unlike their product, {@code
 * popularity-entropy}, a harmonic mean is small as soon as one of the two is.
 *
 * <p>The source divides the entropy by the logarithm of five, the number of stars there; here it is
 * the number of values that known ratings have.
 */
public final class Helf extends ItemRankingProvider {
  /** The strategy. */
  public Helf() {
    super(Helf::score);
  }

  @Override
  public String name() {
    return "helf";
  }

  @Override
  public String description() {
    return "Asks about items that are both much and differently rated, by the harmonic mean of entropy and"
        + " log(popularity).";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over items of  2 f h / (f + h),  f = ln(n) / ln(users),
                              h = -(sum over values r of p(r) ln p(r)) / ln(values)
        with n the number of the item's known ratings, p(r) the part of them that are r, and values the
        number of different known ratings there are""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid, Karypis and Riedl 2008, Learning preferences of new users in recommender systems: an
        information theoretic approach, SIGKDD Explorations 10(2)""");
  }

  private static double score(RatingCounts known, int users, int values) {
    double entropy = known.entropy();
    if (entropy == 0) {
      return 0; // where there are no two different ratings, so that nothing below is 0
    }
    // A pool may leave out users at the end whose ratings are known.
    double frequency = Math.log(known.size()) / Math.log(Math.max(users, known.size()));
    double spread = entropy / Math.log(values);
    return 2 * frequency * spread / (frequency + spread);
  }
}
