package org.querent.core.features;

import java.util.Arrays;
import java.util.List;

/**
 * The features of a factorization machine: fields (users, items, genres ...) of consecutive
 * features.
 *
 * <p>Immutable and thread-safe.
 */
public final class FeatureSpace {
  private final List<Field> fields;
  private final int[] starts;

  /**
   * One field.
   *
   * @param name what experiments and explanations call it
   * @param size its number of features
   * @param covariates what the means of their priors are regressed on
   */
  public record Field(String name, int size, Covariates covariates) {
    /** Refuses a negative size, and covariates of another number of features. */
    public Field {
      if (size < 0) {
        throw new IllegalArgumentException("field " + name + " of size " + size);
      }
      if (covariates.width() > 0 && covariates.size() != size) {
        throw new IllegalArgumentException(
            "field " + name + " of size " + size + ", covariates of " + covariates.size());
      }
    }

    /** A field whose features have one prior mean. */
    public Field(String name, int size) {
      this(name, size, Covariates.NONE);
    }
  }

  /** A space of these fields, in order. */
  public FeatureSpace(List<Field> fields) {
    this.fields = List.copyOf(fields);
    starts = new int[fields.size() + 1];
    for (int field = 0; field < fields.size(); field++) {
      starts[field + 1] = Math.addExact(starts[field], fields.get(field).size());
    }
  }

  /** The space of plain ratings: one feature per user and one per item. */
  public static FeatureSpace ofPairs(int users, int items) {
    return new FeatureSpace(List.of(new Field("user", users), new Field("item", items)));
  }

  /** The number of fields. */
  public int fields() {
    return fields.size();
  }

  /** What is known of the features of a field. */
  public Covariates covariates(int field) {
    return fields.get(field).covariates();
  }

  /** The first feature of a field. */
  public int start(int field) {
    return starts[field];
  }

  /** One past the last feature of a field. */
  public int end(int field) {
    return starts[field + 1];
  }

  /** The number of all features. */
  public int features() {
    return starts[starts.length - 1];
  }

  /** The field of a feature. Cost: O(log fields). */
  public int fieldOf(int feature) {
    int found = Arrays.binarySearch(starts, feature);
    // Of empty fields that share a start with the feature's own, the last one is it.
    int field = found >= 0 ? found : -found - 2;
    while (field + 1 < fields.size() && starts[field + 1] <= feature) {
      field++;
    }
    return field;
  }
}
