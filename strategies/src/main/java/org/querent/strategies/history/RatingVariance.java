package org.querent.strategies.history;

import java.util.Optional;

/**
 * The items whose known ratings have the largest variance, the mean of (r - mean)^2 (Golbandi,
 * Koren and Lempel 2010, On bootstrapping recommender systems).
 */
public final class RatingVariance extends ItemRankingProvider {
  /** The strategy. */
  public RatingVariance() {
    super((known, users, values) -> known.variance());
  }

  @Override
  public String name() {
    return "rating-variance";
  }

  @Override
  public String description() {
    return "Asks about the items whose known ratings vary the most.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over items of  mean of (r - mean(r))^2
        over the item's known ratings r""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Golbandi, Koren and Lempel 2010, On bootstrapping recommender systems, CIKM""");
  }
}
