package org.querent.strategies.history;

import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;

/**
 * The items that the most ratings are known of: users are likely to know them (Rashid et al. 2002,
 * Getting to know you).
 */
public final class Popularity implements StrategyProvider<RankingParameters> {
  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public String description() {
    return "Asks about the items with the most known ratings.";
  }

  @Override
  public RankingParameters defaults() {
    return RankingParameters.DEFAULTS;
  }

  @Override
  public boolean needsVariances() {
    return false;
  }

  @Override
  public QueryStrategy create(RankingParameters parameters) {
    return new ItemRanking((known, users) -> known.size(), parameters);
  }
}
