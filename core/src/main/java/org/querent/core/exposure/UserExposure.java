package org.querent.core.exposure;

/**
 * What is believed of one user: a Gaussian of his offset and factors, which every answer and every
 * refusal moves. A function of where it starts and of what he was asked, in that order: whoever
 * resumes an interview replays it. Mutable and not thread-safe; (1 + k)(3 + k) numbers.
 */
public final class UserExposure {
  private final double[] items;
  private final int width;
  private final double[] mean;
  private final double[] covariance;
  private final double[] moved;

  /** Takes the last two arrays over. */
  UserExposure(double[] items, int width, double[] mean, double[] covariance) {
    this.items = items;
    this.width = width;
    this.mean = mean;
    this.covariance = covariance;
    moved = new double[width];
  }

  /** A belief of its own that starts from this one. */
  public UserExposure copy() {
    return new UserExposure(items, width, mean.clone(), covariance.clone());
  }

  /** Takes in that he knows an item. O(k^2). */
  public void answered(int item) {
    observe(item, 1);
  }

  /** Takes in that he was asked about an item and does not know it. O(k^2). */
  public void refused(int item) {
    observe(item, -1);
  }

  /**
   * Assumed density filtering: the mean and the variance that the observation gives the logit, by
   * the flattened curve (Spiegelhalter and Lauritzen 1990), and what follows for all numbers.
   */
  private void observe(int item, int sign) {
    double variance = project(item);
    double flat = Logistic.flatten(variance);
    double likelihood = Logistic.sigma(sign * flat * logit(item));
    double step = sign * flat * (1 - likelihood);
    double shrink = flat * flat * likelihood * (1 - likelihood);
    for (int r = 0; r < width; r++) {
      mean[r] += moved[r] * step;
      for (int c = 0; c < width; c++) {
        covariance[r * width + c] -= moved[r] * moved[c] * shrink;
      }
    }
  }

  /** Leaves the covariances of his numbers and the item's logit, and returns its variance. */
  private double project(int item) {
    int at = item * width;
    double variance = 0;
    for (int r = 0; r < width; r++) {
      double sum = covariance[r * width];
      for (int c = 1; c < width; c++) {
        sum += covariance[r * width + c] * items[at + c];
      }
      moved[r] = sum;
      variance += sum * (r == 0 ? 1 : items[at + r]);
    }
    return variance;
  }

  private double logit(int item) {
    int at = item * width;
    double sum = items[at] + mean[0];
    for (int c = 1; c < width; c++) {
      sum += mean[c] * items[at + c];
    }
    return sum;
  }

  /** The probability that he knows an item. O(k^2). */
  public double probability(int item) {
    return Logistic.sigma(Logistic.flatten(project(item)) * logit(item));
  }

  /**
   * The probabilities that he knows each item. O(items k^2), nothing is allocated.
   *
   * @param out gets them; one an item
   * @throws IllegalArgumentException if it is of another length
   */
  public void probabilities(double[] out) {
    if (out.length != items.length / width) {
      throw new IllegalArgumentException(
          out.length + " places, " + items.length / width + " items");
    }
    for (int item = 0; item < out.length; item++) {
      out[item] = probability(item);
    }
  }
}
