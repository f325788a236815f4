package org.querent.simulator;

import jakarta.inject.Inject;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.QueryStrategy;

/**
 * Plays runs of active learning. Thread-safe: runs share nothing but the ratings, which do not
 * change.
 */
public final class Simulator {
  private final ModelFactory models;

  @Inject
  Simulator(ModelFactory models) {
    this.models = models;
  }

  /**
   * Plays one run to its end. The same data set, settings, strategy and seed give the same calls of
   * the listener with the same numbers.
   *
   * @param dataset what is replayed
   * @param settings how the run is played
   * @param strategy a fresh instance, used by no other run
   * @param seed the source of all randomness; runs with equal seeds have equal splits
   * @param listener hears every answer and every point of the curve
   * @throws SimulationException if the settings do not fit the ratings
   * @throws org.querent.strategies.StrategyException if the strategy throws anything, or returns
   *     something else than candidates; the message says after how many queries
   */
  public void run(
      Dataset dataset,
      SimulationSettings settings,
      QueryStrategy strategy,
      long seed,
      SimulationListener listener) {
    Ratings ratings = dataset.ratings();
    RandomStreams streams = new RandomStreams(seed);
    DataSplit split =
        DataSplit.random(
            ratings, settings.testFraction(), settings.initial(), streams.stream("split"));
    requireBudget(settings.budget(), split.pool());
    FeatureMap features = FeatureMap.of(settings.features(), split.initial(), dataset.side());
    new Run(models, settings, split, features, strategy, streams, listener).play();
  }

  private static void requireBudget(QueryBudget budget, Ratings pool) {
    if (budget.total() > pool.size()) {
      throw new SimulationException(
          "queries.budget is %,d, but the pool holds only %,d ratings"
              .formatted(budget.total(), pool.size()));
    }
  }
}
