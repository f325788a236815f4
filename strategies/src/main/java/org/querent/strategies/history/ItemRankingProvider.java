package org.querent.strategies.history;

import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;

/** What the strategies that rank items by a score of their known ratings alone have in common. */
abstract class ItemRankingProvider implements StrategyProvider<RankingParameters> {
  private final ItemScore score;

  ItemRankingProvider(ItemScore score) {
    this.score = score;
  }

  @Override
  public final RankingParameters defaults() {
    return RankingParameters.DEFAULTS;
  }

  @Override
  public final boolean needsVariances() {
    return false;
  }

  @Override
  public final boolean restartable(RankingParameters parameters) {
    return true;
  }

  @Override
  public final QueryStrategy create(RankingParameters parameters) {
    return new ItemRanking(score, parameters);
  }
}
