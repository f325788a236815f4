package org.querent.core.posterior;

import java.util.Arrays;

/**
 * Predicts ratings and says how uncertain it is, in the unit of the ratings. Users and items are
 * rows of a model's designs.
 *
 * <p>A view of a model: valid until the model is fitted again. Reading from several threads is safe
 * while the model is left alone.
 */
public interface Predictor {
  /** The predicted rating of a pair, not clipped to the scale. */
  double mean(int user, int item);

  /** The variance of a pair's expected rating, which more ratings would lower. */
  double epistemicVariance(int user, int item);

  /**
   * 1 / beta, the variance of a rating around its true mean; where the noise of users differs, that
   * of a user of average precision, such as one of whom nothing is known.
   */
  double noiseVariance();

  /** The variance of a user's ratings around their true means. */
  default double noiseVariance(int user) {
    return noiseVariance();
  }

  /**
   * Writes the variance of users' ratings around their true means.
   *
   * @param users one per number
   * @param variances receives them
   */
  default void noiseVariances(int[] users, double[] variances) {
    Arrays.fill(variances, 0, users.length, noiseVariance());
  }

  /** The variance of a new rating of a pair: epistemic variance plus noise. */
  default double predictiveVariance(int user, int item) {
    return epistemicVariance(user, item) + noiseVariance(user);
  }

  /**
   * Predicts a list of pairs.
   *
   * @param users the users, one per pair
   * @param items the items, one per pair
   * @param means receives the predicted ratings
   * @param variances receives the epistemic variances
   * @throws IllegalArgumentException if the arrays differ in length
   */
  void predict(int[] users, int[] items, double[] means, double[] variances);
}
