package org.querent.strategies.history;

import java.util.Optional;

/**
 * The items that the most ratings are known of: users are likely to know them (Rashid et al. 2002,
 * Getting to know you).
 */
public final class Popularity extends ItemRankingProvider {
  /** The strategy. */
  public Popularity() {
    super((known, users, values) -> known.size());
  }

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public String description() {
    return "Asks about the items with the most known ratings.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over items of  n
        with n the number of the item's known ratings""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid et al. 2002, Getting to know you: learning new user preferences in recommender systems,
        IUI""");
  }
}
