package org.querent.simulator.oracle;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.simulator.spec.OracleSettings;

/**
 * Answers queries by replaying the ratings that were held back, with noise if asked for. The noise
 * of a rating is the same whenever it is asked for, so that strategies meet the same oracle.
 */
public final class Oracle {
  private final Ratings heldBack;
  private final OracleSettings settings;
  private final RandomStreams streams;

  /** The values that ratings have, ascending; empty where none is needed. */
  private final double[] steps;

  /** An oracle that knows some ratings; its noise is drawn from streams of its own. */
  public Oracle(Ratings heldBack, OracleSettings settings, RandomStreams streams) {
    this.heldBack = heldBack;
    this.settings = settings;
    this.streams = streams;
    steps = settings.inconsistency() > 0 ? steps(heldBack) : new double[0];
  }

  private static double[] steps(Ratings ratings) {
    double[] values = new double[ratings.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = ratings.rating(row);
    }
    Arrays.sort(values);
    int size = 0;
    for (double value : values) {
      if (size == 0 || value > values[size - 1]) {
        values[size++] = value;
      }
    }
    return Arrays.copyOf(values, size);
  }

  /** When the rating behind a row was given, in seconds since 1970. */
  public long timestamp(int row) {
    return heldBack.timestamp(row);
  }

  /** The rating behind a row of the held-back ratings. */
  public double answer(int row) {
    double rating = heldBack.rating(row);
    if (settings.noise() == 0 && settings.inconsistency() == 0) {
      return rating;
    }
    RandomGenerator random = streams.stream("oracle", row);
    if (random.nextDouble() < settings.inconsistency()) {
      int step = Arrays.binarySearch(steps, rating) + (random.nextBoolean() ? 1 : -1);
      rating = steps[Math.max(0, Math.min(steps.length - 1, step))];
    }
    return heldBack.scale().clip(rating + settings.noise() * random.nextGaussian());
  }
}
