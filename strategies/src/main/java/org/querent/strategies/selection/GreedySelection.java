package org.querent.strategies.selection;

import java.util.function.IntUnaryOperator;
import org.querent.strategies.Candidates;

/**
 * Greedy selection: take the best candidate, take it as answered, score anew the candidates that
 * share its user or its item, go on.
 *
 * <p>The scores stand in a winner tree, so that a changed score costs O(log(candidates)). Rescoring
 * all affected candidates, instead of trusting that scores only fall, keeps it exact for
 * acquisitions like the expected variance reduction, whose scores can also rise a little.
 */
final class GreedySelection {
  private final Candidates candidates;
  private final Acquisition acquisition;
  private final double[] scores;
  private final int leaves;
  private final int[] winners;
  private final Index byUser;
  private final Index byItem;

  GreedySelection(Candidates candidates, Acquisition acquisition, double[] scores) {
    this.candidates = candidates;
    this.acquisition = acquisition;
    this.scores = scores;
    this.leaves = Math.max(1, Integer.highestOneBit(Math.max(1, scores.length * 2 - 1)));
    this.winners = new int[2 * leaves];
    for (int c = 0; c < leaves; c++) {
      winners[leaves + c] = c < scores.length ? c : -1;
    }
    for (int node = leaves - 1; node > 0; node--) {
      play(node);
    }
    byUser = new Index(scores.length, candidates::user);
    byItem = new Index(scores.length, candidates::item);
  }

  int[] take(int count) {
    int[] chosen = new int[Math.min(count, scores.length)];
    for (int n = 0; n < chosen.length; n++) {
      int best = winners[1];
      chosen[n] = best;
      update(best, Double.NEGATIVE_INFINITY);
      int user = candidates.user(best);
      int item = candidates.item(best);
      acquisition.assumeAnswered(user, item);
      rescore(byUser, user);
      rescore(byItem, item);
    }
    return chosen;
  }

  private void rescore(Index index, int row) {
    for (int at = index.starts[row]; at < index.starts[row + 1]; at++) {
      int candidate = index.positions[at];
      if (scores[candidate] != Double.NEGATIVE_INFINITY) {
        update(
            candidate, acquisition.score(candidates.user(candidate), candidates.item(candidate)));
      }
    }
  }

  private void update(int candidate, double score) {
    scores[candidate] = score;
    for (int node = (leaves + candidate) >> 1; node > 0; node >>= 1) {
      play(node);
    }
  }

  private void play(int node) {
    int left = winners[2 * node];
    int right = winners[2 * node + 1];
    // The left one holds the lower positions and wins a tie.
    winners[node] = right < 0 || scores[left] >= scores[right] ? left : right;
  }

  /** The positions of the candidates of every row, as compressed rows. */
  private static final class Index {
    final int[] starts;
    final int[] positions;

    Index(int size, IntUnaryOperator rowOf) {
      int rows = 0;
      for (int c = 0; c < size; c++) {
        rows = Math.max(rows, rowOf.applyAsInt(c) + 1);
      }
      starts = new int[rows + 1];
      for (int c = 0; c < size; c++) {
        starts[rowOf.applyAsInt(c) + 1]++;
      }
      for (int row = 0; row < rows; row++) {
        starts[row + 1] += starts[row];
      }
      int[] next = starts.clone();
      positions = new int[size];
      for (int c = 0; c < size; c++) {
        positions[next[rowOf.applyAsInt(c)]++] = c;
      }
    }
  }
}
