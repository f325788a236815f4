package org.querent.simulator.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Ratings;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.metric.Calibration.Bin;

class CalibrationSumsTest {
  private static final Ratings HOLDOUT = SampleRatings.random(30, 40, 600, 1);
  private static final double NOISE = 0.7;

  private final RandomGenerator random = new SplittableRandom(5);
  private final double[] means = random.doubles(HOLDOUT.size(), 1, 5).toArray();
  private final double[] variances =
      random.doubles(HOLDOUT.size(), 0, 2).map(x -> x * x * x).toArray();

  private static double[] with(double noise, double[] epistemic) {
    return DoubleStream.of(epistemic).map(variance -> variance + noise).toArray();
  }

  private CalibrationSums sums() {
    CalibrationSums sums = new CalibrationSums();
    sums.add(HOLDOUT, means, with(NOISE, variances));
    return sums;
  }

  @Test
  void nothing_is_lost_in_the_bins() {
    double squares = 0;
    for (int n = 0; n < means.length; n++) {
      squares += Math.pow(means[n] - HOLDOUT.rating(n), 2);
    }
    double total = DoubleStream.of(variances).sum() + NOISE * variances.length;
    List<Bin> bins = sums().calibration().bins();
    assertEquals(HOLDOUT.size(), bins.stream().mapToLong(Bin::count).sum());
    assertEquals(total, bins.stream().mapToDouble(Bin::variance).sum(), 1e-9);
    assertEquals(squares, bins.stream().mapToDouble(Bin::squares).sum(), 1e-9);
  }

  @Test
  void a_bin_is_of_the_standard_deviations_around_its_own() {
    int last = Integer.MIN_VALUE;
    for (Bin bin : sums().calibration().bins()) {
      assertTrue(bin.number() > last);
      last = bin.number();
      double deviation = Math.sqrt(bin.variance() / bin.count());
      double center = Math.pow(2, (double) bin.number() / Calibration.PER_OCTAVE);
      assertEquals(1, deviation / center, Math.log(2) / Calibration.PER_OCTAVE / 2 + 1e-4);
    }
  }

  @Test
  void ratings_a_million_times_as_large_have_their_own_bins() {
    CalibrationSums sums = new CalibrationSums();
    double[] large = DoubleStream.of(variances).map(variance -> variance * 0x1p40).toArray();
    sums.add(HOLDOUT, means, with(NOISE * 0x1p40, large));
    List<Bin> bins = sums().calibration().bins();
    List<Bin> others = sums.calibration().bins();
    assertEquals(bins.size(), others.size());
    for (int n = 0; n < bins.size(); n++) {
      assertEquals(bins.get(n).number() + 20 * Calibration.PER_OCTAVE, others.get(n).number());
      assertEquals(bins.get(n).count(), others.get(n).count());
    }
  }

  @Test
  void no_variance_and_one_that_overflowed_are_counted_as_well() {
    CalibrationSums sums = new CalibrationSums();
    Ratings two = HOLDOUT.select(new int[] {0, 1});
    sums.add(two, new double[2], new double[] {0, Double.POSITIVE_INFINITY});
    assertEquals(List.of(1L, 1L), sums.calibration().bins().stream().map(Bin::count).toList());
  }

  @Test
  void what_was_saved_goes_on_where_it_was() {
    CalibrationSums resumed = new CalibrationSums();
    resumed.restore(sums().save());
    CalibrationSums unbroken = sums();
    for (CalibrationSums sums : new CalibrationSums[] {resumed, unbroken}) {
      sums.add(HOLDOUT, variances, with(NOISE, means));
    }
    assertTrue(unbroken.save().length > 0);
    assertArrayEquals(unbroken.save(), resumed.save());
  }
}
