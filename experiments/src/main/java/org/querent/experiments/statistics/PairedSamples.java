package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.inference.TTest;

/** Two samples of the same size whose elements belong together. The arrays are not copied. */
record PairedSamples(double[] first, double[] second) {
  /**
   * The smallest number of pairs for a signed-rank test: below six its p value is at least {@code
   * 2^(1 - 5)} = 0.0625, whatever the pairs are, so that there is nothing it could find.
   */
  private static final int FEWEST_RANKS = 6;

  /** First minus second, of each pair. */
  double[] differences() {
    double[] differences = new double[first.length];
    Arrays.setAll(differences, n -> first[n] - second[n]);
    return differences;
  }

  /**
   * The p value of the two-sided paired t-test that the means are equal; empty below two pairs and
   * where no pair differs: there the statistic is 0/0 and says nothing.
   */
  OptionalDouble tTest() {
    return first.length < 2 || Arrays.equals(first, second)
        ? OptionalDouble.empty()
        : OptionalDouble.of(new TTest().pairedTTest(first, second));
  }

  /** The p value of the exact signed-rank test; empty below six pairs and where no pair differs. */
  OptionalDouble signedRank() {
    return first.length < FEWEST_RANKS
        ? OptionalDouble.empty()
        : SignedRankTest.pValue(first, second);
  }
}
