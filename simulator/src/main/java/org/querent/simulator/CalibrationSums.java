package org.querent.simulator;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.querent.core.data.Ratings;
import org.querent.simulator.Calibration.Bin;

/** Adds up a {@link Calibration}. Not thread-safe. */
final class CalibrationSums {
  /** The standard deviations told apart reach from 2^-8 to 2^8 stars; others are put to these. */
  private static final int HALF = 8 * Calibration.PER_OCTAVE;

  private static final double BINS_PER_LOG = Calibration.PER_OCTAVE / (2 * Math.log(2));

  private final long[] counts = new long[2 * HALF + 1];
  private final double[] variances = new double[counts.length];
  private final double[] squares = new double[counts.length];

  /**
   * Adds predictions of a holdout.
   *
   * @param epistemic the variances of the means
   */
  void add(Ratings holdout, double[] means, double[] epistemic, double noise) {
    for (int n = 0; n < means.length; n++) {
      double variance = epistemic[n] + noise;
      double error = means[n] - holdout.rating(n);
      int bin = (int) Math.rint(Math.log(variance) * BINS_PER_LOG);
      int at = HALF + Math.max(-HALF, Math.min(HALF, bin));
      counts[at]++;
      variances[at] += variance;
      squares[at] += error * error;
    }
  }

  /** The sums, to be saved. */
  double[] save() {
    return calibration().bins().stream()
        .flatMapToDouble(
            bin -> DoubleStream.of(bin.number(), bin.count(), bin.variance(), bin.squares()))
        .toArray();
  }

  /** Takes back what was saved. */
  void restore(double[] saved) {
    for (int n = 0; n < saved.length; n += 4) {
      int at = HALF + (int) saved[n];
      counts[at] = (long) saved[n + 1];
      variances[at] = saved[n + 2];
      squares[at] = saved[n + 3];
    }
  }

  Calibration calibration() {
    return new Calibration(
        IntStream.range(0, counts.length)
            .filter(at -> counts[at] > 0)
            .mapToObj(at -> new Bin(at - HALF, counts[at], variances[at], squares[at]))
            .toList());
  }
}
