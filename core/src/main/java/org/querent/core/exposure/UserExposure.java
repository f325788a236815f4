package org.querent.core.exposure;

import java.util.Arrays;

/**
 * What one user knows, as far as it is known: a Gaussian of their offset and factors, which every
 * answer and every refusal moves. It is a function of where it starts and of what they were asked,
 * in that order: whoever resumes an interview replays it, to the same bits. Mutable and not
 * thread-safe; about {@code 1.5 (2 + k)^2} numbers.
 */
public final class UserExposure {
  /** Items side by side, so that many are judged at once. */
  private static final int BLOCK = 128;

  private final double[][] items;
  private final int width;
  private final double[] mean;
  private final double[] covariance;
  private final double[] moved;

  /** The quadratic form of the variance, without what repeats: a lower triangle, packed. */
  private final double[] form;

  /**
   * A belief; takes the last two arrays over.
   *
   * @param items a number of each item, the offset first and then the factors; aliased
   */
  UserExposure(double[][] items, double[] mean, double[] covariance) {
    this.items = items;
    this.mean = mean;
    this.covariance = covariance;
    width = mean.length;
    moved = new double[width];
    form = new double[width * (width + 1) / 2];
  }

  /** A belief that starts from this one and goes its own way: to try what an answer would teach. */
  public UserExposure copy() {
    return new UserExposure(items, mean.clone(), covariance.clone());
  }

  /** Takes in that they know an item. O(k^2). */
  public void answered(int item) {
    observe(item, 1);
  }

  /** Takes in that they were asked about an item and do not know it. O(k^2). */
  public void refused(int item) {
    observe(item, -1);
  }

  /**
   * Assumed density filtering: the first two derivatives of the logarithm of the observation's
   * probability, by the logit's mean, give the new mean and covariance (Spiegelhalter and Lauritzen
   * 1990, section 6).
   */
  private void observe(int item, int sign) {
    double flat = Logistic.flatten(project(item));
    double probability = Logistic.sigma(sign * flat * logit(item));
    double slope = sign * flat * (1 - probability);
    double curvature = flat * flat * probability * (1 - probability);
    for (int r = 0; r < width; r++) {
      mean[r] += moved[r] * slope;
      for (int c = 0; c < width; c++) {
        covariance[r * width + c] -= moved[r] * moved[c] * curvature;
      }
    }
  }

  /**
   * The variance of an item's logit; leaves its covariances with the user's numbers in {@code
   * moved}.
   */
  double project(int item) {
    double variance = 0;
    for (int r = 0; r < width; r++) {
      double sum = covariance[r * width];
      for (int c = 1; c < width; c++) {
        sum += covariance[r * width + c] * items[c][item];
      }
      moved[r] = sum;
      variance += r == 0 ? sum : sum * items[r][item];
    }
    return variance;
  }

  /**
   * How sums over what the user knows would move, were it learned of an item that they know it, to
   * first order: with p_i the probabilities, a_i and l_i the numbers and the logit of an item, C
   * the covariance of the user's, and f_i by how much the variance of a logit {@linkplain
   * Logistic#flatten flattens} it,
   *
   * <pre>
   *   (1 - p_j) w_j + s_j sum_{i != j} w_i p_i (1 - p_i) f_i (a_i^T C a_j)      s_j = f_j (1 - sigma(f_j l_j))
   * </pre>
   *
   * Cost: O(items (k^2 + k width)).
   *
   * @param probabilities that they know each item: 1 and 0 where that is certain
   * @param weights w, {@code item * width + n}
   * @param width the number of sums
   * @return by item j that would be known, {@code j * width + n}
   */
  public double[] lessons(double[] probabilities, double[] weights, int width) {
    int count = items[0].length;
    double[] steps = new double[count];
    double[] own = new double[count];
    double[] reach = new double[this.width * width];
    for (int item = 0; item < count; item++) {
      double variance = project(item);
      double flat = Logistic.flatten(variance);
      double spread = probabilities[item] * (1 - probabilities[item]) * flat;
      steps[item] = flat * (1 - Logistic.sigma(flat * logit(item)));
      own[item] = 1 - probabilities[item] - steps[item] * spread * variance;
      for (int r = 0; r < this.width; r++) {
        double share = spread * moved[r];
        for (int n = 0; n < width; n++) {
          reach[r * width + n] += share * weights[item * width + n];
        }
      }
    }
    double[] lessons = new double[count * width];
    for (int item = 0; item < count; item++) {
      for (int n = 0; n < width; n++) {
        double sum = reach[n];
        for (int r = 1; r < this.width; r++) {
          sum += items[r][item] * reach[r * width + n];
        }
        lessons[item * width + n] = own[item] * weights[item * width + n] + steps[item] * sum;
      }
    }
    return lessons;
  }

  /** The mean of an item's logit. */
  double logit(int item) {
    double sum = items[0][item] + mean[0];
    for (int c = 1; c < width; c++) {
      sum += mean[c] * items[c][item];
    }
    return sum;
  }

  /** The probability that they know an item. O(k^2). */
  public double probability(int item) {
    writeForm(); // so that it is, to the bit, what all of them together are
    return probability(logit(item), variance(item));
  }

  private static double probability(double logit, double variance) {
    return Logistic.sigma(Logistic.flatten(variance) * logit);
  }

  /**
   * The probabilities that they know each item. O(items k^2); allocates 3 kB.
   *
   * @param out gets them, one an item
   * @throws IllegalArgumentException if it is of another length
   */
  public void probabilities(double[] out) {
    int count = items[0].length;
    if (out.length != count) {
      throw new IllegalArgumentException(out.length + " places for " + count + " items");
    }
    writeForm();
    double[] logits = new double[BLOCK];
    double[] variances = new double[BLOCK];
    double[] sums = new double[BLOCK];
    for (int from = 0; from < count; from += BLOCK) {
      int size = Math.min(BLOCK, count - from);
      fillLogits(from, size, logits);
      fillVariances(from, size, variances, sums);
      for (int n = 0; n < size; n++) {
        out[from + n] = probability(logits[n], variances[n]);
      }
    }
  }

  // The two below add up in the order of logit and variance, for many items in step: a processor
  // takes four or eight of them at once, as it can't take the terms of one sum.

  private void fillLogits(int from, int size, double[] logits) {
    for (int n = 0; n < size; n++) {
      logits[n] = items[0][from + n] + mean[0];
    }
    for (int c = 1; c < width; c++) {
      addTimes(mean[c], items[c], from, size, logits);
    }
  }

  private void fillVariances(int from, int size, double[] variances, double[] sums) {
    Arrays.fill(variances, form[0]);
    int at = 1;
    for (int r = 1; r < width; r++) {
      Arrays.fill(sums, form[at++]);
      for (int c = 1; c <= r; c++) {
        addTimes(form[at++], items[c], from, size, sums);
      }
      for (int n = 0; n < size; n++) {
        variances[n] += sums[n] * items[r][from + n];
      }
    }
  }

  private static void addTimes(double factor, double[] column, int from, int size, double[] sums) {
    for (int n = 0; n < size; n++) {
      sums[n] += factor * column[from + n];
    }
  }

  private void writeForm() {
    int n = 0;
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < r; c++) {
        form[n++] = 2 * covariance[r * width + c];
      }
      form[n++] = covariance[r * (width + 1)];
    }
  }

  private double variance(int item) {
    double variance = form[0];
    int at = 1;
    for (int r = 1; r < width; r++) {
      double sum = form[at++];
      for (int c = 1; c <= r; c++) {
        sum += form[at++] * items[c][item];
      }
      variance += sum * items[r][item];
    }
    return variance;
  }
}
