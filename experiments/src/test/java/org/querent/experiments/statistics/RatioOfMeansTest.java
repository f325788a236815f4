package org.querent.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatioOfMeansTest {
  /** Pairs with a ratio of means of 0.9, whose values have much in common. */
  private static double[][] pairs(int size, double spread, RandomGenerator random) {
    double[][] pairs = new double[2][size];
    for (int n = 0; n < size; n++) {
      double common = spread * random.nextGaussian();
      pairs[0][n] = 0.9 + common + 0.2 * spread * random.nextGaussian();
      pairs[1][n] = 1 + common + 0.2 * spread * random.nextGaussian();
    }
    return pairs;
  }

  @Test
  void the_interval_excludes_1_exactly_where_the_paired_test_does() {
    RandomGenerator random = new SplittableRandom(1);
    int excluded = 0;
    for (int n = 0; n < 500; n++) {
      double[][] pairs = pairs(6, 0.3, random);
      Interval ratio = RatioOfMeans.of(pairs[0], pairs[1]).orElseThrow();
      double p = new PairedSamples(pairs[0], pairs[1]).tTest().orElseThrow();
      assertEquals(p < 0.05, ratio.high() < 1 || ratio.low() > 1);
      excluded += p < 0.05 ? 1 : 0;
    }
    assertTrue(excluded > 100 && excluded < 400, "both happen");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20})
  void the_interval_covers_the_ratio_in_95_of_100_samples(int size) {
    RandomGenerator random = new SplittableRandom(size);
    int covered = 0;
    int samples = 4_000;
    for (int n = 0; n < samples; n++) {
      double[][] pairs = pairs(size, 0.3, random);
      boolean covers =
          RatioOfMeans.of(pairs[0], pairs[1])
              .map(ratio -> ratio.low() <= 0.9 && 0.9 <= ratio.high())
              .orElse(true);
      covered += covers ? 1 : 0;
    }
    assertEquals(0.95, covered / (double) samples, 0.015);
  }

  @Test
  void the_unit_of_the_values_does_not_matter() {
    double[][] pairs = pairs(7, 0.2, new SplittableRandom(3));
    double[][] other =
        Arrays.stream(pairs)
            .map(row -> Arrays.stream(row).map(value -> 20 * value).toArray())
            .toArray(double[][]::new);
    Interval one = RatioOfMeans.of(pairs[0], pairs[1]).orElseThrow();
    Interval same = RatioOfMeans.of(other[0], other[1]).orElseThrow();
    assertEquals(one.mean(), same.mean(), 1e-12);
    assertEquals(one.low(), same.low(), 1e-12);
    assertEquals(one.high(), same.high(), 1e-12);
  }

  @Test
  void where_the_denominator_may_be_0_there_is_no_ratio() {
    double[] ones = {1, 1};
    assertEquals(Optional.empty(), RatioOfMeans.of(ones, new double[] {-1, 3}));
    assertEquals(Optional.empty(), RatioOfMeans.of(ones, new double[] {-1, -3}));
    assertEquals(Optional.empty(), RatioOfMeans.of(new double[] {1}, new double[] {0}));
    Interval single = RatioOfMeans.of(new double[] {1}, new double[] {4}).orElseThrow();
    assertEquals(0.25, single.mean());
    assertEquals(false, single.hasBounds());
  }
}
