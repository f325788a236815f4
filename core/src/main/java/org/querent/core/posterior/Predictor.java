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

  /** The variance of a user's rating of an item around its true mean. */
  default double noiseVariance(int user, int item) {
    return noiseVariance(user);
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
    return epistemicVariance(user, item) + noiseVariance(user, item);
  }

  /**
   * What predicts ratings as they are given. Where a model takes ratings for steps of a scale, its
   * posterior is of what is felt, in which strategies reckon; and this is of the steps that are
   * made of it. Else it is this.
   */
  default Predictor answers() {
    return this;
  }

  /**
   * Predicts new ratings of a list of pairs.
   *
   * @param users the users, one per pair
   * @param items the items, one per pair
   * @param means receives the predicted ratings
   * @param variances receives their variances, noise included
   * @throws IllegalArgumentException if the arrays differ in length
   */
  default void foresee(int[] users, int[] items, double[] means, double[] variances) {
    predict(users, items, means, variances);
    double[] noises = new double[users.length];
    noiseVariances(users, noises);
    for (int n = 0; n < users.length; n++) {
      variances[n] += noises[n];
    }
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
