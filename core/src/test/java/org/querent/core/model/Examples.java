package org.querent.core.model;

import org.querent.core.features.FeatureSpace;

/**
 * Training examples with any number of active features of any value, as compressed rows and, made
 * from them, compressed columns.
 *
 * <p>Row n holds the entries {@code starts[n] .. starts[n + 1] - 1} of {@code features} and {@code
 * values}; the features of a row are all different. Arrays are aliased.
 */
public final class Examples {
  final int[] starts;
  public final int[] features;
  public final double[] values;
  public final double[] targets;

  /** Per feature, the first of its entries in {@code columnEntries}. */
  public final int[] columnStarts;

  /** The entries of each feature, as positions in {@code features} and {@code values}. */
  public final int[] columnEntries;

  /** The row of each entry. */
  public final int[] rowOfEntry;

  Examples(FeatureSpace space, int[] starts, int[] features, double[] values, double[] targets) {
    if (starts.length != targets.length + 1 || features.length != values.length) {
      throw new IllegalArgumentException(
          "%d row starts for %d targets, %d features for %d values"
              .formatted(starts.length, targets.length, features.length, values.length));
    }
    this.starts = starts;
    this.features = features;
    this.values = values;
    this.targets = targets;
    rowOfEntry = new int[features.length];
    columnStarts = new int[space.features() + 1];
    columnEntries = new int[features.length];
    indexRows();
    indexColumns();
  }

  private void indexRows() {
    for (int row = 0; row < targets.length; row++) {
      for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
        rowOfEntry[entry] = row;
      }
    }
  }

  private void indexColumns() {
    for (int feature : features) {
      columnStarts[feature + 1]++;
    }
    for (int feature = 0; feature + 1 < columnStarts.length; feature++) {
      columnStarts[feature + 1] += columnStarts[feature];
    }
    int[] next = columnStarts.clone();
    for (int entry = 0; entry < features.length; entry++) {
      columnEntries[next[features[entry]]++] = entry;
    }
  }

  public int size() {
    return targets.length;
  }

  /** Per feature, the number of examples it is active in. */
  public int[] degrees(FeatureSpace space) {
    int[] degrees = new int[space.features()];
    for (int feature : features) {
      degrees[feature]++;
    }
    return degrees;
  }
}
