package org.querent.simulator.judge.basic;

import org.querent.core.data.Ratings;

/**
 * The mean of ratings, and how far users and items are from it. Immutable.
 *
 * <p>The sum of squares that {@link Biases} minimises is strictly convex; each pass sets all biases
 * of the users and then all of the items to where it is smallest while the others stay, until
 * nothing moves any more.
 */
public final class FittedBiases {
  private static final int MOST_PASSES = 200;

  /** Where nothing moves any more, as a part of the scale. */
  private static final double STILL = 1e-9;

  private final double mean;
  private final double[] users;
  private final double[] items;

  private FittedBiases(double mean, double[] users, double[] items) {
    this.mean = mean;
    this.users = users;
    this.items = items;
  }

  /** Fits biases to ratings. Cost: O(ratings) a pass, of which there are about ten. */
  public static FittedBiases of(Ratings known, Biases.Parameters damping) {
    double sum = 0;
    for (int n = 0; n < known.size(); n++) {
      sum += known.rating(n);
    }
    FittedBiases fitted =
        new FittedBiases(
            sum / known.size(), new double[known.userCount()], new double[known.itemCount()]);
    double still = STILL * (known.scale().max() - known.scale().min());
    double moved = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass < MOST_PASSES && moved > still; pass++) {
      moved =
          Math.max(
              fitted.solveUsers(known, damping.userDamping()),
              fitted.solveItems(known, damping.itemDamping()));
    }
    return fitted;
  }

  private double solveUsers(Ratings known, double damping) {
    double[] sums = new double[users.length];
    int[] counts = new int[users.length];
    for (int n = 0; n < known.size(); n++) {
      sums[known.user(n)] += known.rating(n) - mean - items[known.item(n)];
      counts[known.user(n)]++;
    }
    return set(users, sums, counts, damping);
  }

  private double solveItems(Ratings known, double damping) {
    double[] sums = new double[items.length];
    int[] counts = new int[items.length];
    for (int n = 0; n < known.size(); n++) {
      sums[known.item(n)] += known.rating(n) - mean - users[known.user(n)];
      counts[known.item(n)]++;
    }
    return set(items, sums, counts, damping);
  }

  /** Returns how far the one that moved most did. */
  private static double set(double[] biases, double[] sums, int[] counts, double damping) {
    double moved = 0;
    for (int n = 0; n < biases.length; n++) {
      double bias = sums[n] / (counts[n] + damping);
      moved = Math.max(moved, Math.abs(bias - biases[n]));
      biases[n] = bias;
    }
    return moved;
  }

  /** The mean and the deviations of a pair, of which those of the unknown are 0. */
  public double rating(int user, int item) {
    return mean + users[user] + items[item];
  }

  /** What the biases leave of each rating. Cost: O(ratings). */
  public double[] residuals(Ratings known) {
    double[] residuals = new double[known.size()];
    for (int n = 0; n < residuals.length; n++) {
      residuals[n] = known.rating(n) - rating(known.user(n), known.item(n));
    }
    return residuals;
  }
}
