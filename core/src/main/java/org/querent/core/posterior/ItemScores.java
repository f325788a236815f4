package org.querent.core.posterior;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the ratings of many items for one user after the other: what ranks items. A copy of the
 * items' parameters, factor by factor, so that a user costs a few passes over arrays, which the
 * virtual machine turns into vector instructions. The sums are those of {@link Posterior#mean} in
 * another order, and may differ from it in the last digits.
 *
 * <p>Valid until the model moves. Memory: 8 (k + 1) bytes an item. Thread-safe while the model is
 * left alone.
 */
public final class ItemScores {
  private final Machine machine;
  private final RatingUnit unit;

  /** The slopes in the unit of the ratings. */
  private final double[] slopes;

  /** The factors of all items, each times the spread of the ratings. */
  private final double[][] factors;

  /** Null where there is none. */
  private final @Nullable PairShift shift;

  ItemScores(Machine machine, RatingUnit unit, int items, @Nullable PairShift shift) {
    this.machine = machine;
    this.unit = unit;
    this.shift = shift;
    int width = machine.width;
    slopes = new double[items];
    factors = new double[width - 1][items];
    double[] means = machine.right.rows.means;
    for (int item = 0; item < items; item++) {
      int at = (machine.right.first + item) * width;
      slopes[item] = unit.difference(means[at]);
      for (int f = 1; f < width; f++) {
        factors[f - 1][item] = unit.difference(means[at + f]);
      }
    }
  }

  /**
   * Predicts the ratings of a user. Cost: O(items k).
   *
   * @param ratings receives those of the items, not clipped to the scale
   */
  public void predict(int user, double[] ratings) {
    double[] means = machine.left.rows.means;
    int at = (machine.left.first + user) * machine.width;
    double base = unit.rating(machine.biasMean + means[at]);
    Arrays.setAll(ratings, item -> base + slopes[item]);
    int f = 0;
    // Four at a time: else more time goes into loading and storing sums than into adding to them.
    for (; f + 4 <= factors.length; f += 4) {
      addFour(means, at + f + 1, f, ratings);
    }
    for (; f < factors.length; f++) {
      add(means[at + f + 1], factors[f], ratings);
    }
    if (shift != null) {
      for (int item = 0; item < ratings.length; item++) {
        ratings[item] += unit.difference(shift.of(user, item));
      }
    }
  }

  private void addFour(double[] means, int at, int f, double[] ratings) {
    double a = means[at];
    double b = means[at + 1];
    double c = means[at + 2];
    double d = means[at + 3];
    double[] first = factors[f];
    double[] second = factors[f + 1];
    double[] third = factors[f + 2];
    double[] fourth = factors[f + 3];
    for (int item = 0; item < first.length; item++) {
      ratings[item] += a * first[item] + b * second[item] + c * third[item] + d * fourth[item];
    }
  }

  private static void add(double weight, double[] factor, double[] ratings) {
    for (int item = 0; item < factor.length; item++) {
      ratings[item] += weight * factor[item];
    }
  }
}
