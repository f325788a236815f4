package org.querent.core.posterior;

import java.util.random.RandomGenerator;

/**
 * A factorization machine drawn from a posterior: every parameter of some users and of all items a
 * number.
 *
 * <p>Redrawn in place, so that a strategy that needs a draw per query allocates once; valid as long
 * as the posterior does not change. Where one user is asked at a time, what others have is neither
 * read nor drawn, so that a question costs the same however many they are. Not thread-safe.
 */
public final class PosteriorDraw {
  private final Machine machine;
  private final RatingUnit unit;
  private final DrawnRows left;
  private final DrawnRows right;
  private double bias;

  PosteriorDraw(Machine machine, RatingUnit unit, int firstUser, int endOfUsers) {
    this.machine = machine;
    this.unit = unit;
    left = new DrawnRows(machine.left, firstUser, endOfUsers);
    right = new DrawnRows(machine.right, 0, machine.right.size());
  }

  /**
   * Draws every parameter anew. Cost: O(features * k), times k if the covariance is full, and the
   * entries of the designs, of these users and all items.
   */
  public void redraw(RandomGenerator random) {
    bias = machine.biasMean + Math.sqrt(machine.biasVariance) * random.nextGaussian();
    left.redraw(random);
    right.redraw(random);
  }

  /** The rating that the drawn model predicts for a pair. Cost: O(k). */
  public double rating(int user, int item) {
    double mean =
        Side.mean(left.values(), left.at(user), right.values(), right.at(item), machine.width);
    return unit.rating(bias + mean);
  }

  /**
   * The ratings that the drawn model predicts for a user and several items. Cost: O(count * k).
   *
   * @param items the first {@code count} are the items
   * @param ratings receives the rating of the item at n at n
   */
  public void ratings(int user, int[] items, int count, double[] ratings) {
    int width = machine.width;
    double[] mine = left.values();
    double[] theirs = right.values();
    int at = left.at(user);
    double base = bias + mine[at];
    int n = 0;
    // Four at once, since an addition takes longer than it takes until the next one can begin.
    for (; n < count - 3; n += 4) {
      int a = items[n] * width;
      int b = items[n + 1] * width;
      int c = items[n + 2] * width;
      int d = items[n + 3] * width;
      double ofA = base + theirs[a];
      double ofB = base + theirs[b];
      double ofC = base + theirs[c];
      double ofD = base + theirs[d];
      for (int f = 1; f < width; f++) {
        double factor = mine[at + f];
        ofA += factor * theirs[a + f];
        ofB += factor * theirs[b + f];
        ofC += factor * theirs[c + f];
        ofD += factor * theirs[d + f];
      }
      ratings[n] = unit.rating(ofA);
      ratings[n + 1] = unit.rating(ofB);
      ratings[n + 2] = unit.rating(ofC);
      ratings[n + 3] = unit.rating(ofD);
    }
    for (; n < count; n++) {
      int a = items[n] * width;
      double of = base + theirs[a];
      for (int f = 1; f < width; f++) {
        of += mine[at + f] * theirs[a + f];
      }
      ratings[n] = unit.rating(of);
    }
  }
}
