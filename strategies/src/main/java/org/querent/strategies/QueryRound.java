package org.querent.strategies;

import java.util.random.RandomGenerator;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;

/**
 * What a strategy sees when it is asked for queries. Nothing here leads to a rating that was not
 * revealed.
 *
 * @param posterior what the model knows; a live, read-only view
 * @param changes what has moved in the posterior since this strategy was asked last; everything in
 *     the first round of a run
 * @param candidates the pairs that may be asked for
 * @param history the ratings known so far
 * @param random this round's generator, derived from the run's seed
 * @param batchSize how many candidates to return; between 1 and the number of open candidates
 * @param watch may be told when all is scored, so that a report shows what takes the time
 */
public record QueryRound(
    Posterior posterior,
    RowChanges changes,
    Candidates candidates,
    History history,
    RandomGenerator random,
    int batchSize,
    ScoreWatch watch) {
  /** A round that nobody measures. */
  public QueryRound(
      Posterior posterior,
      RowChanges changes,
      Candidates candidates,
      History history,
      RandomGenerator random,
      int batchSize) {
    this(posterior, changes, candidates, history, random, batchSize, ScoreWatch.NONE);
  }
}
