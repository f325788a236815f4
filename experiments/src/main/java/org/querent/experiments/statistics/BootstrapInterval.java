package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.KthSelector;
import org.querent.core.random.RandomStreams;

/**
 * Percentile intervals of the means of samples drawn with replacement from samples of one size
 * (Efron 1979, Bootstrap methods: another look at the jackknife, Annals of Statistics 7; Efron and
 * Tibshirani 1993, An introduction to the bootstrap, section 13.3): of all {@code n^n} where there
 * are few, else of {@value #DRAWN} that are the same at every call. Percentiles are interpolated
 * linearly. Immutable. Cost: O(n) per drawn sample.
 */
final class BootstrapInterval implements Function<double[], Interval> {
  private static final int LARGEST_EXACT = 5;
  private static final int DRAWN = 10_000;
  private static final long SEED = 1979;

  /**
   * How far from the mean, in standard errors, the percentiles are looked for first: under a normal
   * distribution, 3.6 % of the means are beyond it on each side, and 2.5 % beyond the percentile.
   */
  private static final double FIRST_CUT = 1.8;

  private final int size;

  /** How many pairs of values a drawn sample is made of; the last is one value if size is odd. */
  private final int parts;

  /**
   * Which, one sample after another: pair (i, j) is {@code i size + j}, and the single value i is
   * {@code size^2 + i}. Adding up in pairs halves the time.
   */
  private final int[] picks;

  BootstrapInterval(int size) {
    this.size = size;
    this.parts = (size + 1) / 2;
    this.picks = size <= LARGEST_EXACT ? all() : drawn();
  }

  private int[] all() {
    int samples = 1;
    for (int n = 0; n < size; n++) {
      samples *= size;
    }
    int[] all = new int[samples * parts];
    for (int sample = 0; sample < samples; sample++) {
      int digits = sample;
      for (int part = 0; part < parts; part++) {
        int choices = choices(part);
        all[sample * parts + part] = offset(part) + digits % choices;
        digits /= choices;
      }
    }
    return all;
  }

  private int[] drawn() {
    RandomGenerator random = new RandomStreams(SEED).stream("bootstrap", size);
    int[] drawn = new int[DRAWN * parts];
    for (int n = 0; n < drawn.length; n++) {
      int part = n % parts;
      drawn[n] = offset(part) + random.nextInt(choices(part));
    }
    return drawn;
  }

  private boolean isSingle(int part) {
    return 2 * part + 1 == size;
  }

  private int choices(int part) {
    return isSingle(part) ? size : size * size;
  }

  private int offset(int part) {
    return isSingle(part) ? size * size : 0;
  }

  @Override
  public Interval apply(double[] values) {
    double mean = Interval.mean(values, size);
    double error = Math.sqrt(StatUtils.populationVariance(values, mean) / size);
    if (error == 0) {
      return new Interval(mean, mean, mean, size);
    }
    double[] distances = distances(values, mean);
    int samples = picks.length / parts;
    double rank = (samples - 1) * (1 - Interval.CONFIDENCE) / 2;
    double[] lows = new double[samples + 1];
    double[] highs = new double[samples + 1];
    int[] found = {0, 0};
    double cut = FIRST_CUT * error;
    while (Math.min(found[0], found[1]) < (int) rank + 2) {
      found = tails(distances, cut, lows, highs);
      cut = cut > error / 2 ? cut / 2 : Double.NEGATIVE_INFINITY;
    }
    // Where a mean is all but certain, rounding may put it past a percentile.
    double low = Math.min(mean, mean + percentile(Arrays.copyOf(lows, found[0]), rank));
    double high = Math.max(mean, mean - percentile(Arrays.copyOf(highs, found[1]), rank));
    return new Interval(mean, low, high, size);
  }

  /** What each part adds to how far the mean of a drawn sample is from that of the sample. */
  private double[] distances(double[] values, double mean) {
    double[] distances = new double[size * size + size];
    for (int n = 0; n < size; n++) {
      double distance = (values[n] - mean) / size;
      distances[size * size + n] = distance;
      for (int m = 0; m < size; m++) {
        distances[n * size + m] = distance + (values[m] - mean) / size;
      }
    }
    return distances;
  }

  /**
   * Collects the distances of the drawn samples' means that are beyond a cut, those above with
   * their signs changed: few enough to look for percentiles among them.
   *
   * @return how many there are at the beginning of both arrays
   */
  private int[] tails(double[] distances, double cut, double[] lows, double[] highs) {
    int below = 0;
    int above = 0;
    for (int sample = 0; sample < picks.length; sample += parts) {
      double distance = 0;
      for (int n = sample; n < sample + parts; n++) {
        distance += distances[picks[n]];
      }
      // Without branches, which nobody could predict.
      lows[below] = distance;
      below += distance <= -cut ? 1 : 0;
      highs[above] = -distance;
      above += distance >= cut ? 1 : 0;
    }
    return new int[] {below, above};
  }

  private static double percentile(double[] tail, double rank) {
    int index = (int) rank;
    double lower = new KthSelector().select(tail, null, index);
    // What comes later is not smaller, but in no order.
    double upper = Arrays.stream(tail, index + 1, tail.length).min().orElseThrow();
    return lower + (rank - index) * (upper - lower);
  }
}
