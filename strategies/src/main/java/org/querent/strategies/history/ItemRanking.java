package org.querent.strategies.history;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntHeapPriorityQueue;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.selection.Acquisition;
import org.querent.strategies.selection.BatchSelector;
import org.querent.strategies.selection.Selection;

/**
 * Asks about the items of the largest scores. Candidates of equal scores, those of one item above
 * all, are drawn from uniformly, without replacement.
 *
 * <p>Cost of a round: one score per item with new ratings (of every item when a value is given for
 * the first time), O(items) to find the best, and O(1) per candidate of the items that are reached;
 * stochastic selection scores the candidates of items with new ratings instead.
 */
final class ItemRanking implements QueryStrategy {
  private static final int[] NO_USERS = {};

  private final ItemScore score;
  private final RankingParameters parameters;

  /** What is kept of the present pool; null before the first round. */
  private @Nullable Ranking ranking;

  ItemRanking(ItemScore score, RankingParameters parameters) {
    this.score = score;
    this.parameters = parameters;
  }

  @Override
  public int[] select(QueryRound round) {
    if (ranking == null || ranking.pool != round.candidates()) {
      ranking = new Ranking(round.candidates());
    }
    return ranking.select(round);
  }

  private final class Ranking implements Acquisition {
    private final Candidates pool;
    private final ItemHistory history;
    private final BatchSelector selector;
    private final double[] scores;

    /** How many candidates of each item are open. */
    private final int[] open;

    private int closed;

    Ranking(Candidates pool) {
      this.pool = pool;
      history = new ItemHistory(pool.items());
      selector = new BatchSelector(parameters.selection(), parameters.power());
      scores = new double[pool.items()];
      open = new int[pool.items()];
      for (int item = 0; item < open.length; item++) {
        open[item] = pool.countOf(item);
        rate(item);
      }
    }

    int[] select(QueryRound round) {
      int[] changed = history.follow(round.history());
      for (int item : changed) {
        if (item < scores.length) {
          rate(item);
        }
      }
      return parameters.selection() == Selection.STOCHASTIC
          ? selector.select(round, RowChanges.of(NO_USERS, changed), this)
          : top(round);
    }

    private void rate(int item) {
      // To single precision, so that rounding does not tell apart items whose scores are equal.
      scores[item] = (float) score.of(history.of(item), pool.users(), history.values());
    }

    @Override
    public double score(int user, int item) {
      return scores[item];
    }

    @Override
    public void assumeAnswered(int user, int item) {
      throw new IllegalStateException("greedy selection was refused");
    }

    private int[] top(QueryRound round) {
      round.watch().scored();
      for (int now = pool.capacity() - pool.size(); closed < now; closed++) {
        open[pool.item(pool.closed(closed))]--;
      }
      int[] asked = IntStream.range(0, open.length).filter(item -> open[item] > 0).toArray();
      IntHeapPriorityQueue best = new IntHeapPriorityQueue(asked, this::compare);
      int[] chosen = new int[round.batchSize()];
      int size = 0;
      while (size < chosen.length) {
        int[] drawn = draw(takeTied(best), chosen.length - size, round.random());
        System.arraycopy(drawn, 0, chosen, size, drawn.length);
        size += drawn.length;
      }
      return chosen;
    }

    private int compare(int one, int other) {
      int byScore = Double.compare(scores[other], scores[one]);
      return byScore != 0 ? byScore : Integer.compare(one, other);
    }

    /** Takes the items of the largest score; returns their open candidates. */
    private int[] takeTied(IntHeapPriorityQueue best) {
      IntArrayList candidates = new IntArrayList();
      double highest = scores[best.firstInt()];
      while (!best.isEmpty() && scores[best.firstInt()] == highest) {
        int item = best.dequeueInt();
        for (int n = 0; n < pool.countOf(item); n++) {
          int candidate = pool.ofItem(item, n);
          if (pool.isOpen(candidate)) {
            candidates.add(candidate);
          }
        }
      }
      return candidates.toIntArray();
    }

    /** The first steps of Fisher's and Yates' shuffle. */
    private int[] draw(int[] candidates, int most, RandomGenerator random) {
      int count = Math.min(most, candidates.length);
      for (int n = 0; n < count; n++) {
        int at = random.nextInt(n, candidates.length);
        int drawn = candidates[at];
        candidates[at] = candidates[n];
        candidates[n] = drawn;
      }
      return Arrays.copyOf(candidates, count);
    }
  }
}
