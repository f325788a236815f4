package org.querent.core.features;

import java.util.List;
import java.util.Locale;
import org.querent.core.data.DatasetException;

/** Writes the rows of one side's fields into a design. Used once, by one thread. */
final class DesignWriter {
  private final int[] features;
  private final double[] values;
  private int at;

  private DesignWriter(int entries) {
    features = new int[entries];
    values = new double[entries];
  }

  void add(int feature, double value) {
    features[at] = feature;
    values[at++] = value;
  }

  /**
   * The design of a side. O(entries).
   *
   * @param fields the side's fields in order
   * @param first the side's first feature
   * @param entities the number of users or items, one row each without a time
   * @param bins the number of further rows of each, one per span of time: row {@code entities +
   *     entity * bins + bin}
   * @throws DatasetException if the entries are more than an array holds
   */
  static Design write(List<FieldRows> fields, int first, int entities, int bins) {
    long rows = entities * (1L + bins);
    long entries = 0;
    for (FieldRows field : fields) {
      for (int entity = 0; entity < entities; entity++) {
        entries += field.count(entity, -1);
        entries += bins == 0 ? 0 : (long) bins * field.count(entity, 0);
      }
    }
    if (Math.max(rows, entries) > Integer.MAX_VALUE - 16) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "the fields give %d rows with %d entries, more than can be held; give the field time fewer bins, or leave out rated-items or rated-by",
              rows,
              entries));
    }
    return new DesignWriter((int) entries).design(fields, first, entities, bins, (int) rows);
  }

  private Design design(List<FieldRows> fields, int first, int entities, int bins, int rows) {
    int[] starts = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      int entity = row < entities ? row : (row - entities) / bins;
      int bin = row < entities ? -1 : (row - entities) % bins;
      int next = first;
      for (FieldRows field : fields) {
        field.write(entity, bin, next, this);
        next += field.size();
      }
      starts[row + 1] = at;
    }
    int columns = fields.stream().mapToInt(FieldRows::size).sum();
    return new Design(first, columns, starts, features, values);
  }
}
