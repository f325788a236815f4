package org.querent.strategies.questionnaire;

import it.unimi.dsi.fastutil.ints.Int2DoubleMap;
import it.unimi.dsi.fastutil.ints.IntSet;
import org.querent.strategies.Candidates;

/**
 * Somebody who is asked: what they have rated, and what they may still be asked.
 *
 * @param user who it is
 * @param ratings what is known of them, by item
 * @param candidates what may be asked of anybody
 * @param taken the candidates that the present batch asks for already
 */
public record Interviewee(int user, Int2DoubleMap ratings, Candidates candidates, IntSet taken) {
  /** The rating that they are known to have given an item; NaN if there is none. */
  public double rating(int item) {
    return ratings.getOrDefault(item, Double.NaN);
  }

  /** Whether a candidate of theirs may be asked. */
  private boolean isAskable(int candidate) {
    return candidates.isOpen(candidate) && !taken.contains(candidate);
  }

  /** The candidate by which they may be asked about an item; -1 if they may not. */
  public int candidate(int item) {
    int from = candidates.firstOf(user);
    int to = candidates.firstOf(user + 1) - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (candidates.item(middle) < item) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == to && candidates.item(from) == item && isAskable(from) ? from : -1;
  }

  /**
   * The candidate that may be asked of the item with the largest score; among equals that with the
   * largest second score, then the first. Items beyond the scores come last.
   */
  public int best(double[] scores, double[] amongEquals) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (int c = candidates.firstOf(user); c < candidates.firstOf(user + 1); c++) {
      if (isAskable(c)) {
        int item = candidates.item(c);
        double score = item < scores.length ? scores[item] : Double.NEGATIVE_INFINITY;
        double equals = item < scores.length ? amongEquals[item] : Double.NEGATIVE_INFINITY;
        if (best < 0 || score > highest || (score == highest && equals > second)) {
          best = c;
          highest = score;
          second = equals;
        }
      }
    }
    return best;
  }
}
