package org.querent.core.features;

import org.querent.core.data.Ratings;

/** What one field writes into the rows of its side's design. Immutable. */
sealed interface FieldRows permits ConsumptionRows, IdRows, LevelRows, NeighbourRows, TimeRows {
  /** The number of the field's features. */
  int size();

  /**
   * The number of entries in a row.
   *
   * @param entity the user or item of the row
   * @param bin the row's span of time, or -1
   */
  int count(int entity, int bin);

  /** Appends the entries of a row, the field's features being numbered from {@code first} on. */
  void write(int entity, int bin, int first, DesignWriter out);

  /** What a feature, numbered from 0 within the field, stands for. */
  String label(int feature);

  /** This field, with these features, when other ratings are known. */
  default FieldRows with(Ratings known) {
    return this;
  }
}
