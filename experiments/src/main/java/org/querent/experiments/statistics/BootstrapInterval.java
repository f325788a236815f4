package org.querent.experiments.statistics;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.querent.core.random.RandomStreams;

/**
 * Percentile intervals of the means of samples drawn with replacement from samples of one size
 * (Efron 1979, Bootstrap methods: another look at the jackknife, Annals of Statistics 7; Efron and
 * Tibshirani 1993, An introduction to the bootstrap, section 13.3): of all {@code n^n} where there
 * are few, else of {@value #DRAWN} that are the same at every call. Percentiles are interpolated
 * linearly. Immutable. Cost: O(n) per drawn sample, and sorting them.
 */
final class BootstrapInterval implements Function<double[], Interval> {
  private static final int LARGEST_EXACT = 5;
  private static final int DRAWN = 10_000;
  private static final long SEED = 1979;

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
    double[] means = sortedMeans(distances(values, mean));
    double rank = (means.length - 1) * (1 - Interval.CONFIDENCE) / 2;
    int index = (int) rank;
    double below = between(means[index], means[index + 1], rank - index);
    int last = means.length - 1;
    double above = between(means[last - index], means[last - index - 1], rank - index);
    // Where a mean is all but certain, rounding may put it past a percentile.
    return new Interval(mean, Math.min(mean, mean + below), Math.max(mean, mean + above), size);
  }

  private static double between(double from, double to, double part) {
    return from + part * (to - from);
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

  /** How far the means of the drawn samples are from that of the sample, the lowest first. */
  private double[] sortedMeans(double[] distances) {
    double[] means = new double[picks.length / parts];
    for (int sample = 0; sample < means.length; sample++) {
      for (int n = sample * parts; n < (sample + 1) * parts; n++) {
        means[sample] += distances[picks[n]];
      }
    }
    Arrays.sort(means);
    return means;
  }
}
