package org.querent.core.features;

import java.util.Arrays;
import java.util.List;

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

  /** Numbers of the same features beside each other, in order; of none there may be nothing. */
  static Covariates beside(List<Covariates> parts) {
    List<Covariates> some = parts.stream().filter(part -> part.width > 0).toList();
    if (some.isEmpty()) {
      return NONE;
    }
    int width = some.stream().mapToInt(Covariates::width).sum();
    int size = some.get(0).size();
    double[] values = new double[size * width];
    int first = 0;
    for (Covariates part : some) {
      for (int feature = 0; feature < size; feature++) {
        System.arraycopy(
            part.values, feature * part.width, values, feature * width + first, part.width);
      }
      first += part.width;
    }
    return new Covariates(width, values);
  }

  /** The numbers of a feature; a copy. */
  double[] of(int feature) {
    return Arrays.copyOfRange(values, feature * width, (feature + 1) * width);
  }

  /** The number of features that they are of. */
  public int size() {
    return width == 0 ? 0 : values.length / width;
  }
}
