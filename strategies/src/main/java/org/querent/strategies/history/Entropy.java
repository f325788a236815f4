package org.querent.strategies.history;

import java.util.Optional;

/**
 * The items whose known ratings have the largest entropy, -sum p ln p over the values given:
 * opinions differ, so an answer tells much. Items with few ratings may lead by chance, which {@code
 * entropy0} and {@code popularity-entropy} mend (Rashid et al. 2002, Getting to know you).
 */
public final class Entropy extends ItemRankingProvider {
  /** The strategy. */
  public Entropy() {
    super((known, users, values) -> known.entropy());
  }

  @Override
  public String name() {
    return "entropy";
  }

  @Override
  public String description() {
    return "Asks about the items whose known ratings are the most mixed, by their entropy.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over items of  -sum over values r of p(r) ln p(r)
        with p(r) the part of the item's known ratings that are r""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid et al. 2002, Getting to know you: learning new user preferences in recommender systems,
        IUI""");
  }
}
