package org.querent.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Whether several treatments, measured in the same blocks, differ at all, by their ranks within
 * each block (Friedman 1937), and by how much mean ranks must differ for two of them to differ
 * (Nemenyi 1963; Demsar 2006, Statistical comparisons of classifiers over multiple data sets, JMLR
 * 7).
 *
 * @param meanRanks of each treatment; rank 1 is the smallest value
 * @param statistic chi-squared, corrected for ties
 * @param pValue by Iman and Davenport (1980, Approximations of the critical region of the Friedman
 *     statistic, Communications in Statistics A 9): {@code (b - 1) chi2 / (b (k - 1) - chi2)} for
 *     {@code b} blocks and {@code k} treatments, with {@code k - 1} and {@code (k - 1)(b - 1)}
 *     degrees of freedom; chi-squared itself is known to reject too seldom. With few blocks the
 *     approximation promises more than ranks can tell, 0 where all blocks agree, so that it is at
 *     least the probability {@code (k!)^(1 - b)} that they agree by chance
 * @param criticalDifference of two mean ranks, at the level 0.05
 */
public record Friedman(
    double[] meanRanks, double statistic, double pValue, double criticalDifference) {
  /**
   * Quantiles of the studentized range at 0.95 with infinitely many degrees of freedom, divided by
   * the root of 2, for 2 to 50 treatments: {@code scipy.stats.studentized_range.ppf(0.95, k, inf) /
   * sqrt(2)}, SciPy 1.17.1.
   */
  private static final double[] QUANTILES = {
    1.9599639845, 2.3437005864, 2.5690317725, 2.7277743709, 2.8497054196, 2.9483200175,
    3.0308784496, 3.1017303413, 3.1636835771, 3.2186536073, 3.2680039245, 3.3127385934,
    3.3536177519, 3.3912302838, 3.4260413794, 3.4584247073, 3.4886847994, 3.5170730087,
    3.5437991315, 3.5690400300, 3.5929461370, 3.6156464372, 3.6372523317, 3.6578606731,
    3.6775561759, 3.6964133492, 3.7144980614, 3.7318688169, 3.7485778068, 3.7646717794,
    3.7801927658, 3.7951786900, 3.8096638827, 3.8236795186, 3.8372539887, 3.8504132197,
    3.8631809494, 3.8755789644, 3.8876273068, 3.8993444542, 3.9107474772, 3.9218521778,
    3.9326732110, 3.9432241928, 3.9535177947, 3.9635658291, 3.9733793246, 3.9829685930,
    3.9923432900
  };

  /** The largest number of treatments. */
  static final int MOST_TREATMENTS = QUANTILES.length + 1;

  /**
   * Compares treatments.
   *
   * @param values by block, then treatment; two blocks at least
   * @throws IllegalArgumentException if there are fewer than two treatments or blocks, or too many
   *     treatments
   */
  public static Friedman of(double[][] values) {
    int blocks = values.length;
    int treatments = blocks == 0 ? 0 : values[0].length;
    if (blocks < 2 || treatments < 2 || treatments > MOST_TREATMENTS) {
      throw new IllegalArgumentException(treatments + " treatments in " + blocks + " blocks");
    }
    double[] sums = new double[treatments];
    double ties = 0;
    for (double[] block : values) {
      // Commons Math ranks 0 above -0.
      double[] noMinusZero = Arrays.stream(block).map(value -> value + 0.0).toArray();
      double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(noMinusZero);
      for (int n = 0; n < treatments; n++) {
        sums[n] += ranks[n];
      }
      ties += ties(ranks);
    }
    double squares = Arrays.stream(sums).map(sum -> sum * sum).sum();
    double factor = (double) blocks * treatments * (treatments + 1);
    double uncorrected = 12 / factor * squares - 3.0 * blocks * (treatments + 1);
    double correction = 1 - ties / (factor * (treatments - 1));
    // Where all are equal in every block there is nothing to tell apart.
    double statistic = correction > 0 ? uncorrected / correction : 0;
    double pValue = Math.max(pValue(statistic, blocks, treatments), agreement(blocks, treatments));
    double[] means = Arrays.stream(sums).map(sum -> sum / blocks).toArray();
    double difference =
        QUANTILES[treatments - 2] * Math.sqrt(treatments * (treatments + 1) / (6.0 * blocks));
    return new Friedman(means, statistic, pValue, difference);
  }

  private static double pValue(double statistic, int blocks, int treatments) {
    double left = blocks * (treatments - 1.0) - statistic;
    // Rounding may leave a little where all blocks agree.
    if (left <= 1e-9 * blocks) {
      return 0;
    }
    double f = (blocks - 1) * statistic / left;
    double freedom = treatments - 1.0;
    return 1 - new FDistribution(freedom, freedom * (blocks - 1)).cumulativeProbability(f);
  }

  /** The probability that all blocks rank the treatments alike by chance. */
  private static double agreement(int blocks, int treatments) {
    return Math.exp((1 - blocks) * CombinatoricsUtils.factorialLog(treatments));
  }

  /** The sum of t^3 - t over groups of t equal ranks. */
  private static double ties(double[] ranks) {
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double ties = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double size = to - from;
      ties += size * size * size - size;
      from = to;
    }
    return ties;
  }
}
