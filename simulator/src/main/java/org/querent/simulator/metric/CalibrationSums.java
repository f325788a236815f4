package org.querent.simulator.metric;

import it.unimi.dsi.fastutil.ints.Int2ObjectAVLTreeMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import java.util.stream.DoubleStream;
import org.querent.core.data.Ratings;
import org.querent.simulator.metric.Calibration.Bin;

/**
 * Adds up a {@link Calibration}. Whatever the unit of the ratings, bins take memory only where
 * there is something. Not thread-safe.
 */
public final class CalibrationSums {
  private static final double BINS_PER_LOG = Calibration.PER_OCTAVE / (2 * Math.log(2));

  /** Count, variance and squares, by the number of the bin. */
  private final Int2ObjectMap<double[]> sums = new Int2ObjectAVLTreeMap<>();

  /**
   * Adds predictions of a holdout.
   *
   * @param variances of the ratings around the means
   */
  public void add(Ratings holdout, double[] means, double[] variances) {
    for (int n = 0; n < means.length; n++) {
      double variance = variances[n];
      double error = means[n] - holdout.rating(n);
      // No variance, and one that overflowed, are the first and the last number there are.
      double[] sum = bin((int) Math.rint(Math.log(variance) * BINS_PER_LOG));
      sum[0]++;
      sum[1] += variance;
      sum[2] += error * error;
    }
  }

  private double[] bin(int number) {
    return sums.computeIfAbsent(number, absent -> new double[3]);
  }

  /** The sums, to be saved. */
  public double[] save() {
    return calibration().bins().stream()
        .flatMapToDouble(
            bin -> DoubleStream.of(bin.number(), bin.count(), bin.variance(), bin.squares()))
        .toArray();
  }

  /** Takes back what was saved. */
  public void restore(double[] saved) {
    for (int n = 0; n < saved.length; n += 4) {
      System.arraycopy(saved, n + 1, bin((int) saved[n]), 0, 3);
    }
  }

  /** What was added so far, the smallest variances first. */
  public Calibration calibration() {
    return new Calibration(
        sums.int2ObjectEntrySet().stream()
            .map(
                bin -> {
                  double[] sum = bin.getValue();
                  return new Bin(bin.getIntKey(), (long) sum[0], sum[1], sum[2]);
                })
            .toList());
  }
}
