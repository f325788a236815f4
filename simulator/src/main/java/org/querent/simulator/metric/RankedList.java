package org.querent.simulator.metric;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import org.querent.simulator.spec.RankingMetric;

/**
 * A list of items for a user, the best first, and which of them are relevant. With the rank i of
 * each, n the cut-off, R the number of relevant items and h_i 1 where item i is relevant and 0
 * elsewhere, the metrics are as RecBole 1.2 defines them (Zhao et al. 2021, RecBole: towards a
 * unified, comprehensive and efficient framework for recommendation algorithms, CIKM), unless said
 * otherwise:
 *
 * <pre>
 *   nDCG       sum_{i&lt;=n} h_i / log2(i + 1), divided by that of the best list there is
 *   precision  sum_{i&lt;=n} h_i / n
 *   recall     sum_{i&lt;=n} h_i / R
 *   MAP        sum_{i&lt;=n} h_i precision@i / min(R, n)
 *   MRR        1 / the first i &lt;= n with h_i = 1; 0 without one
 *   hit rate   1 if any h_i = 1 with i &lt;= n
 *   RBP        (1 - p) sum_{i&lt;=n} h_i p^(i - 1), p = 0.85, as in LensKit (Moffat and Zobel 2008,
 *              Rank-biased precision for measurement of retrieval effectiveness, TOIS 27)
 *   popularity the mean number of ratings of the listed items
 *   novelty    the mean of -log2 of the part of all users who rated a listed item (Vargas and
 *              Castells 2011, Rank and relevance in novelty and diversity metrics, RecSys)
 *   diversity  the mean Jaccard distance of two listed items (Ziegler et al. 2005, Improving
 *              recommendation lists through topic diversification, WWW)
 * </pre>
 *
 * @param items the best first; aliased
 * @param hits the ranks of relevant items, from 0
 * @param relevant the number of relevant items that there are, listed or not, at least 1
 */
record RankedList(int[] items, BitSet hits, int relevant) {
  private static final double PATIENCE = 0.85;

  /**
   * The value of a metric that single lists have; not a number where a list is too short to have
   * one. Cost: O(cutoff), of the diversity O(cutoff^2).
   */
  double value(RankingMetric metric, Catalogue catalogue) {
    int n = metric.cutoff();
    return switch (metric.kind()) {
      case NDCG -> sumOfHits(n, RankedList::discount) / idealGain(Math.min(relevant, n));
      case PRECISION -> (double) hits(n) / n;
      case RECALL -> (double) hits(n) / relevant;
      case MAP -> precisions(n) / Math.min(relevant, n);
      case MRR -> hits(n) == 0 ? 0 : 1.0 / (hits.nextSetBit(0) + 1);
      case HIT_RATE -> hits(n) == 0 ? 0 : 1;
      case RBP -> (1 - PATIENCE) * sumOfHits(n, rank -> Math.pow(PATIENCE, rank));
      case MEAN_POPULARITY -> mean(n, catalogue::popularity);
      case NOVELTY -> mean(n, catalogue::surprise);
      case DIVERSITY -> distance(n, catalogue);
      case CATALOGUE_COVERAGE, GINI -> Double.NaN;
    };
  }

  private int hits(int n) {
    return hits.get(0, n).cardinality();
  }

  /** The sum, over the relevant items down to a rank, of what each counts by its rank, from 0. */
  private double sumOfHits(int n, IntToDoubleFunction worth) {
    double sum = 0;
    for (int rank = hits.nextSetBit(0); rank >= 0 && rank < n; rank = hits.nextSetBit(rank + 1)) {
      sum += worth.applyAsDouble(rank);
    }
    return sum;
  }

  private static double idealGain(int hits) {
    double gain = 0;
    for (int rank = 0; rank < hits; rank++) {
      gain += discount(rank);
    }
    return gain;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 2);
  }

  private double precisions(int n) {
    double sum = 0;
    int found = 0;
    for (int rank = hits.nextSetBit(0); rank >= 0 && rank < n; rank = hits.nextSetBit(rank + 1)) {
      sum += (double) ++found / (rank + 1);
    }
    return sum;
  }

  private double mean(int n, IntToDoubleFunction ofItem) {
    int length = Math.min(n, items.length);
    double sum = 0;
    for (int rank = 0; rank < length; rank++) {
      sum += ofItem.applyAsDouble(items[rank]);
    }
    return sum / length;
  }

  private double distance(int n, Catalogue catalogue) {
    int length = Math.min(n, items.length);
    double sum = 0;
    for (int a = 0; a < length; a++) {
      for (int b = 0; b < a; b++) {
        sum += catalogue.distance(items[a], items[b]);
      }
    }
    return sum / (0.5 * length * (length - 1));
  }
}
