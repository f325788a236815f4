package org.querent.strategies.selection;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;

/**
 * Chooses a batch of candidates by an acquisition. It keeps the scores from round to round, and
 * makes anew those of the rows that have changed, so one instance serves one run, from one thread,
 * with one acquisition; the choice is the one that scoring everything anew would give. Among equals
 * the candidate with the lower number is chosen. Scores are multiplied by the round's power of the
 * probability of an answer, and must not be negative where there is one.
 *
 * <p>Memory: about 8 bytes per candidate. A round allocates its batch and nothing else.
 */
public final class BatchSelector {
  private final Selection selection;
  private final double power;
  private final AnswerWeights weights = new AnswerWeights();

  /** The scores of the pool that was chosen from last; null before the first round. */
  private @Nullable PoolScores pool;

  /** What greedy selection chose last: its rows have scores that took answers for granted. */
  private int[] assumed = {};

  /**
   * A way to choose.
   *
   * @param selection top, greedy or stochastic
   * @param power the exponent of the score in stochastic selection: 0 is uniform, the larger the
   *     closer to the top
   */
  public BatchSelector(Selection selection, double power) {
    this.selection = selection;
    this.power = power;
  }

  /**
   * Chooses the round's batch, given that the acquisition's scores change with the rows that have
   * changed. Cost: one score per candidate of these rows, or per candidate of the pool in the first
   * round and where half of the pool has changed; O(log candidates) per choice; greedy selection
   * also scores again the candidates that share a user or an item with a chosen one, but the last.
   *
   * @return candidates, the first chosen first
   * @throws IllegalArgumentException if a score is not a number or negative infinity; stochastic
   *     selection also refuses negative scores and infinity
   */
  public int[] select(QueryRound round, Acquisition acquisition) {
    return select(round, round.changes(), acquisition);
  }

  /**
   * Chooses the round's batch for an acquisition whose scores change otherwise than the posterior.
   *
   * @param changes the rows whose candidates are to be scored anew
   */
  public int[] select(QueryRound round, RowChanges changes, Acquisition acquisition) {
    RowChanges weighted = weights.follow(round, changes);
    Acquisition worth = weights.isNeeded() ? new Weighted(acquisition, weights) : acquisition;
    PoolScores scores = follow(round.candidates(), weighted, worth);
    round.watch().scored();
    return switch (selection) {
      case TOP -> top(scores, worth, round.batchSize());
      case GREEDY -> greedy(scores, round.candidates(), worth, round.batchSize());
      case STOCHASTIC -> stochastic(scores, round.random(), round.batchSize());
    };
  }

  private PoolScores follow(Candidates candidates, RowChanges changes, Acquisition acquisition) {
    RowChanges stale = changes;
    if (pool == null || !pool.isOf(candidates)) {
      boolean drawn = selection == Selection.STOCHASTIC;
      pool = drawn ? PoolScores.drawn(candidates, power) : new PoolScores(candidates);
      assumed = new int[0];
      stale = RowChanges.EVERYTHING;
    }
    for (int candidate : assumed) {
      // Whether it was asked for is not for this class to decide.
      pool.set(candidate, 0);
    }
    pool.closeAnswered();
    if (stale.everything() || 2 * reach(candidates, stale) > candidates.capacity()) {
      pool.scoreAll(acquisition);
    } else {
      scoreChanged(pool, candidates, stale, acquisition);
    }
    assumed = new int[0];
    return pool;
  }

  /** How many candidates are to be scored anew, those with two changed rows counted twice. */
  private long reach(Candidates candidates, RowChanges changes) {
    long reach = 0;
    for (int user : changes.users()) {
      reach +=
          user < candidates.users() ? candidates.firstOf(user + 1) - candidates.firstOf(user) : 0;
    }
    for (int item : changes.items()) {
      reach += item < candidates.items() ? candidates.countOf(item) : 0;
    }
    for (int candidate : assumed) {
      int user = candidates.user(candidate);
      reach += candidates.firstOf(user + 1) - candidates.firstOf(user);
      reach += candidates.countOf(candidates.item(candidate));
    }
    return reach;
  }

  private void scoreChanged(
      PoolScores pool, Candidates candidates, RowChanges changes, Acquisition acquisition) {
    for (int user : changes.users()) {
      // A posterior may have rows that no candidate is of.
      if (user < candidates.users()) {
        pool.scoreUser(user, acquisition);
      }
    }
    for (int item : changes.items()) {
      if (item < candidates.items()) {
        pool.scoreItem(item, acquisition);
      }
    }
    for (int candidate : assumed) {
      pool.scoreUser(candidates.user(candidate), acquisition);
      pool.scoreItem(candidates.item(candidate), acquisition);
    }
  }

  private static int[] top(PoolScores pool, Acquisition acquisition, int batch) {
    int[] chosen = new int[batch];
    double[] scores = new double[batch];
    for (int n = 0; n < batch; n++) {
      chosen[n] = pool.best(acquisition);
      scores[n] = pool.score(chosen[n]);
      pool.set(chosen[n], PoolScores.CLOSED);
    }
    putBack(pool, chosen, scores);
    return chosen;
  }

  private static int[] stochastic(PoolScores pool, RandomGenerator random, int batch) {
    int[] chosen = new int[batch];
    double[] scores = new double[batch];
    pool.beginDrawing();
    for (int n = 0; n < batch; n++) {
      chosen[n] = pool.draw(random);
      scores[n] = pool.score(chosen[n]);
      pool.set(chosen[n], PoolScores.CLOSED);
    }
    putBack(pool, chosen, scores);
    return chosen;
  }

  private static void putBack(PoolScores pool, int[] chosen, double[] scores) {
    for (int n = 0; n < chosen.length; n++) {
      pool.set(chosen[n], scores[n]);
    }
  }

  private int[] greedy(PoolScores pool, Candidates candidates, Acquisition acquisition, int batch) {
    int[] chosen = new int[batch];
    for (int n = 0; ; n++) {
      int best = pool.best(acquisition);
      chosen[n] = best;
      if (n == batch - 1) {
        break; // nothing is chosen after it, so its answer changes no choice
      }
      pool.set(best, PoolScores.CLOSED);
      int user = candidates.user(best);
      int item = candidates.item(best);
      acquisition.assumeAnswered(user, item);
      pool.scoreUser(user, acquisition);
      pool.scoreItem(item, acquisition);
    }
    assumed = Arrays.copyOf(chosen, batch - 1);
    return chosen;
  }
}
