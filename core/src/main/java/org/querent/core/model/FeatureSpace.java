package org.querent.core.model;

import java.util.Arrays;

/**
 * The features of a factorization machine: fields (users, items, genres ...) of consecutive
 * features.
 *
 * <p>Every field is one group of the prior: its features share a prior mean and precision.
 * Immutable and thread-safe.
 */
public final class FeatureSpace {
  private final int[] starts;

  /**
   * A space of fields of the given sizes.
   *
   * @param sizes the number of features per field, in order; copied
   */
  public FeatureSpace(int... sizes) {
    starts = new int[sizes.length + 1];
    for (int field = 0; field < sizes.length; field++) {
      if (sizes[field] < 0) {
        throw new IllegalArgumentException("field sizes " + Arrays.toString(sizes));
      }
      starts[field + 1] = Math.addExact(starts[field], sizes[field]);
    }
  }

  /** The number of fields. */
  public int fields() {
    return starts.length - 1;
  }

  /** The first feature of a field. */
  public int start(int field) {
    return starts[field];
  }

  /** One past the last feature of a field. */
  public int end(int field) {
    return starts[field + 1];
  }

  /** The number of features of a field. */
  public int size(int field) {
    return end(field) - start(field);
  }

  /** The number of all features. */
  public int features() {
    return starts[starts.length - 1];
  }
}
