package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test of paired samples (Wilcoxon 1945, Individual comparisons by ranking
 * methods, Biometrics Bulletin 1), two-sided and exact: over all signs of the differences, with
 * ranks shared where absolute differences are equal, and without pairs that do not differ.
 */
final class SignedRankTest {
  private SignedRankTest() {}

  /**
   * The p value: the part of all sign patterns whose rank sum is as far from its mean as that of
   * the samples. Cost: O(n^3).
   *
   * @return empty if no pair differs
   */
  static OptionalDouble pValue(double[] first, double[] second) {
    double[] differences = new double[first.length];
    int size = 0;
    for (int n = 0; n < first.length; n++) {
      double difference = first[n] - second[n];
      if (difference != 0) {
        differences[size++] = difference;
      }
    }
    return size == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(pValue(Arrays.copyOf(differences, size)));
  }

  private static double pValue(double[] differences) {
    double[] absolute = Arrays.stream(differences).map(Math::abs).toArray();
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(absolute);
    // Shared ranks are halves: doubled, all are whole.
    int[] doubled = Arrays.stream(ranks).mapToInt(rank -> (int) Math.rint(2 * rank)).toArray();
    int positive = 0;
    for (int n = 0; n < doubled.length; n++) {
      positive += differences[n] > 0 ? doubled[n] : 0;
    }
    double[] parts = partsBySum(doubled);
    int total = parts.length - 1;
    int smaller = Math.min(positive, total - positive);
    double tail = 0;
    for (int sum = 0; sum <= smaller; sum++) {
      tail += parts[sum];
    }
    return Math.min(1, 2 * tail);
  }

  /** The part of all sign patterns that have each sum of the ranks with a positive sign. */
  private static double[] partsBySum(int[] ranks) {
    double[] parts = new double[Arrays.stream(ranks).sum() + 1];
    parts[0] = 1;
    int reached = 0;
    for (int rank : ranks) {
      reached += rank;
      for (int sum = reached; sum >= 0; sum--) {
        parts[sum] = 0.5 * (parts[sum] + (sum >= rank ? parts[sum - rank] : 0));
      }
    }
    return parts;
  }
}
