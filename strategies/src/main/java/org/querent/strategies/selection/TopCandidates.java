package org.querent.strategies.selection;

import java.util.Arrays;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;

/**
 * The positions of the largest scores, by a heap of the best so far: no sort of the whole pool. For
 * strategies that score everything anew in every round; {@link BatchSelector} keeps scores.
 */
public final class TopCandidates {
  private final double[] scores;
  private final int[] heap;
  private int size;

  private TopCandidates(double[] scores, int count) {
    this.scores = scores;
    this.heap = new int[Math.min(count, scores.length)];
  }

  /**
   * The positions of the largest scores, the largest first; among equals the lower position first.
   * Cost: O(scores * log(count)).
   *
   * @throws IllegalArgumentException if a score is not a number
   */
  public static int[] of(double[] scores, int count) {
    TopCandidates top = new TopCandidates(scores, count);
    for (int c = 0; c < scores.length; c++) {
      if (Double.isNaN(scores[c])) {
        throw new IllegalArgumentException("the score of candidate " + c + " is not a number");
      }
      top.offer(c);
    }
    return top.drain();
  }

  /** What a question about a pair is worth; not NaN. */
  @FunctionalInterface
  public interface PairScore {
    /** The score of a user's answer about an item. */
    double of(int user, int item);
  }

  /**
   * The open candidates of a round with the largest scores, times the round's power of the
   * probability of an answer, as many as its batch has. Cost: O(open candidates * log(batch)) and a
   * score of each.
   *
   * @throws IllegalArgumentException if a score is not a number, or negative where there is a power
   */
  public static int[] of(QueryRound round, PairScore score) {
    Candidates candidates = round.candidates();
    AnswerWeights weights = new AnswerWeights();
    weights.follow(round, round.changes());
    double[] scores = new double[candidates.capacity()];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    for (int position = 0; position < candidates.size(); position++) {
      int candidate = candidates.open(position);
      int user = candidates.user(candidate);
      int item = candidates.item(candidate);
      scores[candidate] = weights.weighed(score.of(user, item), user, item);
    }
    return of(scores, round.batchSize());
  }

  private boolean worse(int a, int b) {
    return scores[a] < scores[b] || (scores[a] == scores[b] && a > b);
  }

  private void offer(int candidate) {
    if (size < heap.length) {
      int hole = size++;
      while (hole > 0 && worse(candidate, heap[(hole - 1) >> 1])) {
        heap[hole] = heap[(hole - 1) >> 1];
        hole = (hole - 1) >> 1;
      }
      heap[hole] = candidate;
    } else if (size > 0 && worse(heap[0], candidate)) {
      sink(candidate);
    }
  }

  /** Puts a candidate in the place of the root, the worst of the best. */
  private void sink(int candidate) {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && worse(heap[child + 1], heap[child])) {
        child++;
      }
      if (!worse(heap[child], candidate)) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = candidate;
  }

  private int[] drain() {
    int[] best = new int[size];
    while (size > 0) {
      best[size - 1] = heap[0];
      size--;
      sink(heap[size]);
    }
    return best;
  }
}
