package org.querent.core.features;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.querent.core.data.Incidence;
import org.querent.core.random.RandomStreams;

/**
 * What users and items are like by who has consumed what, whatever they thought of it. With M the
 * matrix of who has consumed what, 0 or 1, D the numbers of its rows and columns, and Y, X the
 * singular vectors 2 to 1 + d of
 *
 * <pre>
 *   N = (D_u + 20)^-1/2 M (D_i + 20)^-1/2
 *   phi_u = standardised [ log(1 + n_u), Y_u / sqrt(n_u + 20) ]        phi_i likewise, of X
 * </pre>
 *
 * standardised over all with any pair; of the others, of whom nothing is known yet, it is 0, the
 * mean. The first direction is left out, as it is how much and nothing else. Immutable and
 * thread-safe. Cost: O(pairs d).
 */
public final class Consumption {
  /** As many pairs that are like no others does everybody have: of few pairs little is believed. */
  private static final double PSEUDO_COUNT = 20;

  /** Where the iteration starts; the same for all, as what comes of it hardly depends on it. */
  private static final long SEED = 1;

  private final Covariates users;
  private final Covariates items;

  /** X / (sigma sqrt(n_i + 20)): what an item adds to the directions of a user, by item. */
  private final double[] weights;

  /** The means of the users' numbers, by which these were standardised. */
  private final double[] means;

  /** One over their standard deviations. */
  private final double[] scales;

  /**
   * Learns from pairs.
   *
   * @param directions d, of which there may be fewer
   */
  Consumption(Incidence consumed, int directions) {
    double[] ofUsers = new double[consumed.userCount()];
    Arrays.setAll(ofUsers, consumed::count);
    double[] ofItems = Arrays.stream(consumed.popularity()).asDoubleStream().toArray();
    RandomGenerator random = new RandomStreams(SEED).stream("consumption");
    LeadingDirections found =
        new LeadingDirections(consumed, damped(ofUsers), damped(ofItems), 1 + directions, random);
    int width = found.values.length;
    weights = damped(found.items, damped(ofItems), width);
    for (int at = 0; at < weights.length; at++) {
      weights[at] /= found.values[at % width];
    }
    means = new double[width];
    scales = new double[width];
    users = covariates(ofUsers, found.users, means, scales);
    items = covariates(ofItems, found.items, new double[width], new double[width]);
  }

  private static double[] damped(double[] counts) {
    return Arrays.stream(counts).map(it -> 1 / Math.sqrt(it + PSEUDO_COUNT)).toArray();
  }

  private static double[] damped(double[] directions, double[] damped, int width) {
    double[] values = new double[directions.length];
    for (int at = 0; at < values.length; at++) {
      values[at] = directions[at] * damped[at / width];
    }
    return values;
  }

  private static Covariates covariates(
      double[] counts, double[] directions, double[] means, double[] scales) {
    int width = means.length;
    double[] values = damped(directions, damped(counts), width);
    for (int row = 0; width > 0 && row < counts.length; row++) {
      values[row * width] = Math.log1p(counts[row]);
    }
    for (int n = 0; n < width; n++) {
      standardise(values, n, counts, means, scales);
    }
    return new Covariates(width, values);
  }

  /** Over rows with pairs; a number that is the same for all of them is 0. */
  private static void standardise(
      double[] values, int n, double[] counts, double[] means, double[] scales) {
    int width = means.length;
    double sum = 0;
    double squares = 0;
    int rows = 0;
    for (int row = 0; row < counts.length; row++) {
      if (counts[row] > 0) {
        sum += values[row * width + n];
        squares += values[row * width + n] * values[row * width + n];
        rows++;
      }
    }
    double mean = sum / rows;
    double variance = squares / rows - mean * mean;
    double scale = variance > 1e-12 * squares / rows ? 1 / Math.sqrt(variance) : 0;
    means[n] = mean;
    scales[n] = scale;
    for (int row = 0; row < counts.length; row++) {
      int at = row * width + n;
      values[at] = counts[row] > 0 ? (values[at] - mean) * scale : 0;
    }
  }

  /** What is known of the users. */
  Covariates users() {
    return users;
  }

  /** What is known of the items. */
  Covariates items() {
    return items;
  }

  /**
   * What a user is expected to be like who may have consumed anything: phi of expected counts.
   *
   * @param probabilities that they have, by item
   */
  public double[] expected(double[] probabilities) {
    int width = means.length;
    if (width == 0) {
      return new double[0];
    }
    double[] sums = sums(probabilities);
    double count = sums[0];
    for (int n = 0; n < width; n++) {
      double number = n == 0 ? Math.log1p(count) : sums[n] / (count + PSEUDO_COUNT);
      sums[n] = (number - means[n]) * scales[n];
    }
    return sums;
  }

  /** The expected count, and what the items add to each direction; there must be any. */
  private double[] sums(double[] probabilities) {
    int width = means.length;
    double[] sums = new double[width];
    for (int item = 0; item < probabilities.length; item++) {
      double probability = probabilities[item];
      sums[0] += probability;
      for (int n = 1; n < width; n++) {
        sums[n] += probability * weights[item * width + n];
      }
    }
    return sums;
  }

  /**
   * How linear functions of {@linkplain #expected phi} move with the probability of each item: L^T
   * dphi / dp. Cost: O(items p k).
   *
   * @param functions L, {@code n * width + a}
   * @param width the number of functions
   * @return {@code item * width + a}
   */
  public double[] slopes(double[] probabilities, double[] functions, int width) {
    int numbers = means.length;
    double[] sums = sums(probabilities);
    double total = sums[0] + PSEUDO_COUNT;
    double[] slopes = new double[probabilities.length * width];
    for (int item = 0; item < probabilities.length; item++) {
      for (int n = 0; n < numbers; n++) {
        double slope =
            n == 0 ? 1 / (1 + sums[0]) : (weights[item * numbers + n] - sums[n] / total) / total;
        for (int a = 0; a < width; a++) {
          slopes[item * width + a] += slope * scales[n] * functions[n * width + a];
        }
      }
    }
    return slopes;
  }
}
