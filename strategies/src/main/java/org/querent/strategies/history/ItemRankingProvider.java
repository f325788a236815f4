package org.querent.strategies.history;

import java.util.Set;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

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
  public final Set<Trait> traits(RankingParameters parameters) {
    return Set.of(Trait.HAS_NO_SCORES);
  }

  @Override
  public final QueryStrategy create(RankingParameters parameters) {
    return new ItemRanking(score, parameters);
  }
}
