package org.querent.core.features;

import java.util.Arrays;

/**
 * Numbers that are known of every feature of a field, on which the means of the features' priors
 * are regressed: row-major, {@code feature * width + n}. They should be of one order of magnitude,
 * about 1, and of mean 0. Immutable if the array is left alone; it is aliased.
 *
 * @param width the numbers of a feature
 * @param values of all features of the field
 */
public record Covariates(int width, double[] values) {
  /** No numbers, where nothing is known of the features. */
  public static final Covariates NONE = new Covariates(0, new double[0]);

  /** Refuses numbers that are not finite, or do not go up in rows. */
  public Covariates {
    if (width == 0 ? values.length > 0 : values.length % width != 0) {
      throw new IllegalArgumentException(values.length + " numbers in rows of " + width);
    }
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("covariates that are not finite");
    }
  }

  /** The number of features that they are of. */
  public int size() {
    return width == 0 ? 0 : values.length / width;
  }
}
