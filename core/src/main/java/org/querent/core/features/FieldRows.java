package org.querent.core.features;

import org.querent.core.data.Ratings;

/**
 * What one field writes into the rows of its side's design: nothing, if it only says what prior
 * means are regressed on. Immutable.
 */
sealed interface FieldRows
    permits ConsumptionRows, IdRows, LevelRows, NeighbourRows, PriorRows, TimeRows {
  /** The number of the field's features. */
  default int size() {
    return 0;
  }

  /**
   * The number of entries in a row.
   *
   * @param entity the user or item of the row
   * @param bin the row's span of time, or -1
   */
  default int count(int entity, int bin) {
    return 0;
  }

  /** Appends the entries of a row, the field's features being numbered from {@code first} on. */
  default void write(int entity, int bin, int first, DesignWriter out) {}

  /** What a feature, numbered from 0 within the field, stands for. */
  default String label(int feature) {
    throw new IndexOutOfBoundsException(feature);
  }

  /** On what the prior means of users or items are regressed. */
  default Covariates covariates(FieldSpec.Side of) {
    return Covariates.NONE;
  }

  /** This field, with these features, when other ratings are known. */
  default FieldRows with(Ratings known) {
    return this;
  }
}
