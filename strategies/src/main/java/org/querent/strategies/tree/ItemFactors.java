package org.querent.strategies.tree;

import java.util.random.RandomGenerator;
import org.querent.strategies.moments.NormalEquations;
import org.querent.strategies.questionnaire.InitialRatings;
import org.querent.strategies.questionnaire.RatingLists;

/**
 * The factors of items, beside the mean of each: a rating is predicted as the item's mean, plus a
 * user's bias, plus the product of the factors of both. A user's profile is their bias and then
 * their factors. Not thread-safe.
 */
final class ItemFactors {
  /** Ratings for which the mean of all counts in an item's mean. */
  private static final double MEAN_PRIOR = 5;

  private static final double FIRST_DEVIATION = 0.1;

  private final RatingLists byItem;
  private final double[] means;
  private final int factors;
  private final double prior;
  private final double[] values;

  ItemFactors(InitialRatings known, int factors, double prior, RandomGenerator random) {
    byItem = known.byItem();
    means = known.itemMeans(MEAN_PRIOR);
    this.factors = factors;
    this.prior = prior;
    values = new double[byItem.size() * factors];
    for (int n = 0; n < values.length; n++) {
      values[n] = FIRST_DEVIATION * random.nextGaussian();
    }
  }

  /** The number of entries of a profile. */
  int width() {
    return factors + 1;
  }

  double mean(int item) {
    return means[item];
  }

  /** What an entry of a profile is multiplied by: 1 for the bias, then the item's factors. */
  double slope(int item, int entry) {
    return entry == 0 ? 1 : values[item * factors + entry - 1];
  }

  /** Fits all factors to the profiles of users, by ridge regression. */
  void fit(double[][] profiles) {
    NormalEquations equations = new NormalEquations(factors);
    double[] matrix = equations.matrix();
    double[] vector = equations.vector();
    for (int item = 0; item < means.length; item++) {
      equations.begin(prior);
      for (int n = byItem.start(item); n < byItem.start(item + 1); n++) {
        double[] profile = profiles[byItem.other(n)];
        double rest = byItem.rating(n) - means[item] - profile[0];
        for (int f = 0; f < factors; f++) {
          vector[f] += rest * profile[f + 1];
          for (int g = 0; g <= f; g++) {
            matrix[f * factors + g] += profile[f + 1] * profile[g + 1];
          }
        }
      }
      equations.solve();
      System.arraycopy(vector, 0, values, item * factors, factors);
    }
  }
}
