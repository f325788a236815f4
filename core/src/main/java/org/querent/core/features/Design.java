package org.querent.core.features;

import java.util.Arrays;
import java.util.Locale;
import org.querent.core.CountingSort;

/**
 * The design matrix of one side of a rating: for every row, a user or an item, the features it
 * activates and their values; and the same by columns.
 *
 * <p>An example of a factorization machine is one row of the left design and one of the right; its
 * active features are those of both. The sides share no feature. Because many ratings share a row,
 * what a model computes per row, it computes once for all of them (Rendle 2013, Scaling
 * factorization machines to relational data, PVLDB 6(5)).
 *
 * <p>Compressed rows: entries {@code rowStart(r) .. rowStart(r + 1) - 1} belong to row r. Columns
 * hold positions of entries. Immutable and thread-safe; 20 bytes an entry.
 */
public final class Design {
  private final int firstFeature;
  private final int[] rowStarts;
  private final int[] features;
  private final double[] values;
  private final int[] rows;
  private final int[] columnStarts;
  private final int[] columnEntries;
  private final boolean identity;

  /**
   * A design from compressed rows.
   *
   * @param firstFeature the first of this side's features
   * @param columns the number of this side's features, from the first on
   * @param rowStarts per row the first of its entries, and the number of all entries at the end;
   *     aliased
   * @param features per entry its feature; those of a row all different; aliased
   * @param values per entry its value; aliased
   * @throws IllegalArgumentException if lengths do not fit, a feature lies outside or twice in a
   *     row, or a value is not finite
   */
  public Design(int firstFeature, int columns, int[] rowStarts, int[] features, double[] values) {
    this.firstFeature = firstFeature;
    this.rowStarts = rowStarts;
    this.features = features;
    this.values = values;
    rows = new int[features.length];
    check(columns);
    indexRows(columns);
    CountingSort byColumn =
        CountingSort.of(features.length, columns, entry -> features[entry] - firstFeature);
    columnStarts = byColumn.starts();
    columnEntries = byColumn.order();
    identity = rows() == columns && isDiagonalOfOnes();
  }

  /** A side of ids only: row r activates feature {@code first + r} with value 1. */
  public static Design identity(int first, int rows) {
    int[] starts = new int[rows + 1];
    int[] features = new int[rows];
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      starts[row + 1] = row + 1;
      features[row] = first + row;
      values[row] = 1;
    }
    return new Design(first, rows, starts, features, values);
  }

  private void check(int columns) {
    if (rowStarts[rowStarts.length - 1] != features.length || features.length != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d entries by row starts, %d features, %d values",
              rowStarts[rowStarts.length - 1],
              features.length,
              values.length));
    }
    for (int entry = 0; entry < features.length; entry++) {
      int column = features[entry] - firstFeature;
      if (column < 0 || column >= columns || !Double.isFinite(values[entry])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "feature %d with value %s in a side of features %d to %d",
                features[entry],
                values[entry],
                firstFeature,
                firstFeature + columns - 1));
      }
    }
  }

  private void indexRows(int columns) {
    int[] lastRow = new int[columns];
    Arrays.fill(lastRow, -1);
    for (int row = 0; row < rows(); row++) {
      for (int entry = rowStarts[row]; entry < rowStarts[row + 1]; entry++) {
        rows[entry] = row;
        int column = features[entry] - firstFeature;
        if (lastRow[column] == row) {
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "feature %d twice in row %d", features[entry], row));
        }
        lastRow[column] = row;
      }
    }
  }

  private boolean isDiagonalOfOnes() {
    for (int row = 0; row < rows(); row++) {
      int entry = rowStarts[row];
      if (rowStarts[row + 1] != entry + 1
          || features[entry] != firstFeature + row
          || values[entry] != 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether every row activates a feature of its own, in order, with value 1. */
  public boolean isIdentity() {
    return identity;
  }

  /** The number of rows. */
  public int rows() {
    return rowStarts.length - 1;
  }

  /** The first of this side's features. */
  public int firstFeature() {
    return firstFeature;
  }

  /** The number of this side's features. */
  public int columns() {
    return columnStarts.length - 1;
  }

  /** The first entry of a row; that of the row after the last is the number of entries. */
  public int rowStart(int row) {
    return rowStarts[row];
  }

  /** The feature of an entry. */
  public int feature(int entry) {
    return features[entry];
  }

  /** The value of an entry. */
  public double value(int entry) {
    return values[entry];
  }

  /** The row of an entry. */
  public int row(int entry) {
    return rows[entry];
  }

  /** The first position of a feature in the order of columns. */
  public int columnStart(int feature) {
    return columnStarts[feature - firstFeature];
  }

  /** One past the last position of a feature in the order of columns. */
  public int columnEnd(int feature) {
    return columnStarts[feature - firstFeature + 1];
  }

  /** The entry at a position in the order of columns. */
  public int columnEntry(int position) {
    return columnEntries[position];
  }
}
