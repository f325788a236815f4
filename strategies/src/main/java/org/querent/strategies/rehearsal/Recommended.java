package org.querent.strategies.rehearsal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the ten items that a row would be recommended first are worth, by nDCG, which counts a
 * relevant item at rank n as 1 / log2(n + 1). Of all items only the best hundred are looked at
 * again, for one more answer moves none past these. Not thread-safe.
 */
final class Recommended {
  private static final int CUTOFF = 10;
  private static final int DEPTH = 100;

  private static final double[] DISCOUNTS =
      IntStream.range(0, CUTOFF).mapToDouble(rank -> Math.log(2) / Math.log(rank + 2)).toArray();

  private final FoldedAnswers folded;
  private final int items;
  private final Top deep = new Top(DEPTH);
  private final Top listed = new Top(CUTOFF);

  Recommended(FoldedAnswers folded, int items) {
    this.folded = folded;
    this.items = items;
  }

  /** Looks for the best items by a row, without those that the user has answered about. */
  void look(OldUser user, double[] mean) {
    deep.clear();
    for (int item = 0; item < items; item++) {
      double score = folded.score(item, mean);
      if (score > deep.least && !user.answered.contains(item)) {
        deep.add(item, score);
      }
    }
  }

  /**
   * The nDCG of what the best items that were found are by another row of the same user; 0 if
   * nothing is relevant.
   *
   * @param without an item that is not recommended either; -1 for none
   */
  double worth(OldUser user, double[] mean, int without) {
    if (user.relevant.isEmpty()) {
      return 0;
    }
    listed.clear();
    for (int n = 0; n < deep.size; n++) {
      int item = deep.items[n];
      double score = folded.score(item, mean);
      if (score > listed.least && item != without) {
        listed.add(item, score);
      }
    }
    double gain = 0;
    double best = 0;
    for (int rank = 0; rank < CUTOFF; rank++) {
      gain +=
          rank < listed.size && user.relevant.contains(listed.items[rank]) ? DISCOUNTS[rank] : 0;
      best += rank < user.relevant.size() ? DISCOUNTS[rank] : 0;
    }
    return gain / best;
  }

  /** The largest of many scores by insertion; of equal ones the first. */
  private static final class Top {
    final int[] items;
    final double[] scores;
    int size;

    /** What a score has to exceed. */
    double least;

    Top(int most) {
      items = new int[most];
      scores = new double[most];
    }

    void clear() {
      size = 0;
      least = Double.NEGATIVE_INFINITY;
      Arrays.fill(scores, least);
    }

    void add(int item, double score) {
      int at = Math.min(size, scores.length - 1);
      for (; at > 0 && scores[at - 1] < score; at--) {
        scores[at] = scores[at - 1];
        items[at] = items[at - 1];
      }
      scores[at] = score;
      items[at] = item;
      size = Math.min(size + 1, scores.length);
      least = scores[scores.length - 1];
    }
  }
}
