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
 * @param exposure who could answer what, as far as can be told from who has rated what
 * @param answerPower the power of the probability of an answer that scores are to be multiplied by;
 *     0, but within a strategy that asks for what can be answered. Whatever chooses by {@code
 *     selection} heeds it.
 */
public record QueryRound(
    Posterior posterior,
    RowChanges changes,
    Candidates candidates,
    History history,
    RandomGenerator random,
    int batchSize,
    ScoreWatch watch,
    ExposureView exposure,
    double answerPower) {
  /** A round that nobody measures, of people who could answer about everything. */
  public QueryRound(
      Posterior posterior,
      RowChanges changes,
      Candidates candidates,
      History history,
      RandomGenerator random,
      int batchSize) {
    this(
        posterior,
        changes,
        candidates,
        history,
        random,
        batchSize,
        ScoreWatch.NONE,
        ExposureView.CERTAIN,
        0);
  }

  /**
   * This round for a strategy within another.
   *
   * @param missed what has moved since that one was asked last
   * @param own a generator of its own
   * @param count how many candidates it is to return
   */
  public QueryRound within(RowChanges missed, RandomGenerator own, int count) {
    return new QueryRound(
        posterior, missed, candidates, history, own, count, watch, exposure, answerPower);
  }

  /** This round, in which scores are multiplied by a power of the probability of an answer. */
  public QueryRound answerable(ExposureView seen, double power) {
    return new QueryRound(
        posterior, changes, candidates, history, random, batchSize, watch, seen, power);
  }
}
