package org.querent.core.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A column of ratings: floats where all of them are floats exactly, as half stars are, and doubles
 * otherwise, so that 1000.035 is itself. Immutable and thread-safe; 4 or 8 bytes a rating.
 */
final class RatingColumn implements Serializable {
  private static final long serialVersionUID = 1;

  /** One of the two is empty. */
  private final float[] floats;

  private final double[] doubles;

  private RatingColumn(float[] floats, double[] doubles) {
    this.floats = floats;
    this.doubles = doubles;
  }

  static RatingColumn of(double[] ratings) {
    float[] floats = new float[ratings.length];
    for (int row = 0; row < floats.length; row++) {
      floats[row] = (float) ratings[row];
      if (floats[row] != ratings[row]) {
        return new RatingColumn(new float[0], ratings.clone());
      }
    }
    return new RatingColumn(floats, new double[0]);
  }

  double get(int row) {
    return doubles.length > 0 ? doubles[row] : floats[row];
  }

  private boolean wide() {
    return doubles.length > 0;
  }

  private int size() {
    return floats.length + doubles.length;
  }

  RatingColumn select(int[] rows) {
    float[] narrow = new float[wide() ? 0 : rows.length];
    double[] wide = new double[rows.length - narrow.length];
    for (int n = 0; n < narrow.length; n++) {
      narrow[n] = floats[rows[n]];
    }
    for (int n = 0; n < wide.length; n++) {
      wide[n] = doubles[rows[n]];
    }
    return new RatingColumn(narrow, wide);
  }

  RatingColumn slice(int from, int to) {
    return wide()
        ? new RatingColumn(floats, Arrays.copyOfRange(doubles, from, to))
        : new RatingColumn(Arrays.copyOfRange(floats, from, to), doubles);
  }

  RatingColumn plus(RatingColumn other) {
    int total = size() + other.size();
    if (wide() || other.wide()) {
      double[] all = new double[total];
      for (int row = 0; row < total; row++) {
        all[row] = row < size() ? get(row) : other.get(row - size());
      }
      return new RatingColumn(new float[0], all);
    }
    float[] all = Arrays.copyOf(floats, total);
    System.arraycopy(other.floats, 0, all, size(), other.size());
    return new RatingColumn(all, doubles);
  }

  /** Collects a column in chunks, of floats for as long as all ratings are. */
  static final class Builder {
    private final List<float[]> floats = new ArrayList<>();
    private final List<double[]> doubles = new ArrayList<>();
    private boolean wide;

    /**
     * Adds a rating.
     *
     * @param chunk that gets it: the last one, or the next
     * @param place in there
     */
    void add(int chunk, int place, double rating) {
      if (!wide && rating != (float) rating) {
        widen();
      }
      if (wide) {
        if (place == 0) {
          doubles.add(new double[RatingsBuilder.CHUNK]);
        }
        doubles.get(chunk)[place] = rating;
      } else {
        if (place == 0) {
          floats.add(new float[RatingsBuilder.CHUNK]);
        }
        floats.get(chunk)[place] = (float) rating;
      }
    }

    private void widen() {
      wide = true;
      for (float[] chunk : floats) {
        double[] copy = new double[chunk.length];
        for (int place = 0; place < chunk.length; place++) {
          copy[place] = chunk[place];
        }
        doubles.add(copy);
      }
      floats.clear();
    }

    /** The column of so many ratings; once, for it empties the builder. */
    RatingColumn build(int size) {
      return new RatingColumn(
          RatingsBuilder.joined(floats, new float[wide ? 0 : size], size),
          RatingsBuilder.joined(doubles, new double[wide ? size : 0], size));
    }
  }
}
