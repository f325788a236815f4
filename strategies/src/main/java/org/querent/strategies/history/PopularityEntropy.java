package org.querent.strategies.history;

import java.util.Optional;

/**
 * The logarithm of an item's popularity times its entropy, 0 where nothing is known: items that
 * users both know and disagree on (Rashid et al. 2002, Getting to know you, who found the product
 * of the two to be led by popularity without the logarithm).
 */
public final class PopularityEntropy extends ItemRankingProvider {
  /** The strategy. */
  public PopularityEntropy() {
    super((known, users, values) -> score(known));
  }

  @Override
  public String name() {
    return "popularity-entropy";
  }

  @Override
  public String description() {
    return "Asks about items that are both much and differently rated, by log(popularity) times entropy.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over items of  -ln(n) sum over values r of p(r) ln p(r)
        with n the number of the item's known ratings and p(r) the part of them that are r""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid et al. 2002, Getting to know you: learning new user preferences in recommender systems,
        IUI""");
  }

  private static double score(RatingCounts known) {
    return known.size() == 0 ? 0 : Math.log(known.size()) * known.entropy();
  }
}
