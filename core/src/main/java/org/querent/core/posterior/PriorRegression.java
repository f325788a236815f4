package org.querent.core.posterior;

import java.util.Arrays;
import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.features.Covariates;

/**
 * The regression of the prior means of a group's features on what is known of them:
 *
 * <pre>
 *   m_r = m_g + B^T phi_r        B ~ N(0, RIDGE^-1 I, A^-1)        q(B) = N(C, K^-1, A^-1)
 * </pre>
 *
 * with phi_r the p numbers of feature r and A the precision of the group's prior: B has a row for
 * each number, with the covariance A^-1 of the features around their means. So q(B) is the exact
 * optimum given the features, whatever A is, and follows A when that moves. Mutable, owned by one
 * prior; not thread-safe.
 */
public final class PriorRegression {
  /** The prior precision of every coefficient, in the unit of A. */
  public static final double RIDGE = 3;

  /** p, the numbers known of a feature. */
  public final int count;

  /** Those, {@code feature * count + n}, the first feature of the group being 0. */
  public final double[] covariates;

  /** C, {@code n * width + a}. */
  public final double[] coefficients;

  /** K^-1, {@code n * count + m}. */
  public final double[] covariance;

  private final int width;

  PriorRegression(Covariates known, int width) {
    this.width = width;
    count = known.width();
    covariates = known.values().clone();
    coefficients = new double[count * width];
    covariance = new double[count * count];
  }

  /** Sets q(B) to the prior of B. */
  void initialise() {
    Arrays.fill(coefficients, 0);
    Arrays.fill(covariance, 0);
    for (int n = 0; n < count; n++) {
      covariance[n * (count + 1)] = 1 / RIDGE;
    }
  }

  /** What is known of a feature; a copy. */
  public double[] known(int row) {
    return Arrays.copyOfRange(covariates, row * count, (row + 1) * count);
  }

  /** Takes other numbers of a feature. */
  public void know(int row, double[] numbers) {
    System.arraycopy(numbers, 0, covariates, row * count, count);
  }

  /** Adds C^T phi_r to a mean. Cost: O(p k). */
  void addTo(int row, double[] mean) {
    for (int n = 0; n < count; n++) {
      double known = covariates[row * count + n];
      for (int a = 0; a < width; a++) {
        mean[a] += known * coefficients[n * width + a];
      }
    }
  }

  /**
   * What is not known about the prior mean of a feature, as a part of the prior's covariance:
   * phi_r^T K^-1 phi_r. Cost: O(p^2).
   */
  public double unknown(int row) {
    double sum = 0;
    for (int n = 0; n < count; n++) {
      double inner = 0;
      for (int m = 0; m < count; m++) {
        inner += covariance[n * count + m] * covariates[row * count + m];
      }
      sum += covariates[row * count + n] * inner;
    }
    return sum;
  }

  /**
   * The derivatives of a feature's means by the numbers that its prior mean is regressed on, S A
   * C^T. Cost: O(p k^2).
   *
   * @param prior has A, of the group
   * @param q has S, of the feature
   * @return {@code n * width + a}
   */
  double[] response(Prior prior, int group, Gaussians q, int feature) {
    double[] pulled = new double[width];
    double[] response = new double[count * width];
    for (int at = 0; at < response.length; at += width) {
      for (int a = 0; a < width; a++) {
        pulled[a] = 0;
        for (int b = 0; b < width; b++) {
          pulled[a] += prior.precision(group, a, b) * coefficients[at + b];
        }
      }
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          response[at + a] += q.covariance(feature, a, b) * pulled[b];
        }
      }
    }
    return response;
  }

  /** Copies all numbers into named arrays. */
  void save(String prefix, Map<String, NumericArray> arrays) {
    int rows = covariates.length / count;
    arrays.put(prefix + "covariates", NumericArray.of(covariates.clone(), rows, count));
    arrays.put(prefix + "coefficients", NumericArray.of(coefficients.clone(), count, width));
    arrays.put(prefix + "covariance", NumericArray.of(covariance.clone(), count, count));
  }

  /**
   * Takes all numbers back.
   *
   * @throws org.querent.core.archive.ArchiveException if an array is missing or of another shape
   */
  void restore(String prefix, ArrayArchive archive) {
    int rows = covariates.length / count;
    copy(archive.doubles(prefix + "covariates", rows, count), covariates);
    copy(archive.doubles(prefix + "coefficients", count, width), coefficients);
    copy(archive.doubles(prefix + "covariance", count, count), covariance);
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
