package org.querent.core.features;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.querent.core.data.DatasetException;

/**
 * What is known of users or items: no feature of its own, but what their prior means are regressed
 * on.
 */
record PriorRows(FieldSpec.Side side, Covariates known) implements FieldRows {
  /** A sweep takes time by its square for every user or item. */
  private static final int MOST = 128;

  /**
   * A number for every level of a field: 1 of who has it and 0 of others, less the mean of all.
   * They are not scaled, so that as much is believed of a level as there are who have it.
   *
   * @throws DatasetException if there are more than 128 levels
   */
  static PriorRows ofLevels(PriorField field, LevelRows levels, int count) {
    int width = levels.size();
    if (width > MOST) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "field %s: %d different texts are more than the %d that prior means are regressed on; write %s",
              field.field(),
              width,
              MOST,
              field.as() == FieldSpec.As.LIST
                  ? "{type: column, ...} in the place of {type: prior, ...} to give them a feature each"
                  : "as: list if each is several, or type: column to give them a feature each"));
    }
    double[] values = new double[count * width];
    for (int entity = 0; entity < count; entity++) {
      for (int level : levels.of(entity)) {
        values[entity * width + level] = 1;
      }
    }
    return centred(field, width, values);
  }

  /**
   * The standardised number of a column, 0 where it is not known; and where it is not of some, 1 of
   * those and 0 of others, less the mean of all.
   */
  static PriorRows ofNumbers(PriorField field, IntFunction<OptionalDouble> numbers, int count) {
    double sum = 0;
    double squares = 0;
    int known = 0;
    for (int entity = 0; entity < count; entity++) {
      OptionalDouble number = numbers.apply(entity);
      if (number.isPresent()) {
        sum += number.getAsDouble();
        squares += number.getAsDouble() * number.getAsDouble();
        known++;
      }
    }
    double mean = sum / Math.max(1, known);
    double variance = squares / Math.max(1, known) - mean * mean;
    double scale = variance > 1e-12 * mean * mean ? 1 / Math.sqrt(variance) : 0;
    int width = known < count ? 2 : 1;
    double[] values = new double[count * width];
    for (int entity = 0; entity < count; entity++) {
      OptionalDouble number = numbers.apply(entity);
      if (number.isPresent()) {
        values[entity * width] = (number.getAsDouble() - mean) * scale;
      } else {
        values[entity * width + 1] = 1;
      }
    }
    return centred(field, width, values);
  }

  private static PriorRows centred(PriorField field, int width, double[] values) {
    for (int n = 0; n < width; n++) {
      double sum = 0;
      for (int at = n; at < values.length; at += width) {
        sum += values[at];
      }
      double mean = sum * width / values.length;
      for (int at = n; at < values.length; at += width) {
        values[at] -= mean;
      }
    }
    return new PriorRows(field.of(), new Covariates(width, values));
  }

  @Override
  public Covariates covariates(FieldSpec.Side of) {
    return of == side ? known : Covariates.NONE;
  }
}
