package org.querent.strategies.history;

import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;

/**
 * The logarithm of an item's popularity times its entropy, 0 where nothing is known: items that
 * users both know and disagree on (Rashid et al. 2002, Getting to know you, who found the product
 * of the two to be led by popularity without the logarithm).
 */
public final class PopularityEntropy implements StrategyProvider<RankingParameters> {
  @Override
  public String name() {
    return "popularity-entropy";
  }

  @Override
  public String description() {
    return "Asks about items that are both much and differently rated, by log(popularity) times entropy.";
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
    return new ItemRanking(PopularityEntropy::score, parameters);
  }

  private static double score(RatingCounts known, int users) {
    return known.size() == 0 ? 0 : Math.log(known.size()) * known.entropy();
  }
}
