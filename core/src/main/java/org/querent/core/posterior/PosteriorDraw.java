package org.querent.core.posterior;

import java.util.random.RandomGenerator;
import org.querent.core.posterior.Gaussians.Shape;

/**
 * One factorization machine drawn from a posterior: every parameter a number.
 *
 * <p>Redrawn in place, so that a strategy that needs a draw per query allocates once; valid as long
 * as the posterior does not change. Not thread-safe.
 */
public final class PosteriorDraw {
  private final Machine machine;
  private final RatingUnit unit;
  private final Gaussians features;
  private final Side left;
  private final Side right;
  private double bias;

  /** Standard deviations, or Cholesky factors of the covariances. */
  private final double[] roots;

  private final double[] normals;

  PosteriorDraw(Machine machine, RatingUnit unit) {
    this.machine = machine;
    this.unit = unit;
    Gaussians q = machine.features;
    features = new Gaussians(q.rows, q.width, Shape.POINT);
    left = new Side(machine.left.design, features, true);
    right = new Side(machine.right.design, features, true);
    roots = q.covariances.clone();
    normals = new double[q.width];
    for (int at = 0; at < roots.length; at += q.block) {
      if (q.shape == Shape.FULL) {
        Cholesky.factor(roots, at, q.width);
      } else {
        for (int a = at; a < at + q.width; a++) {
          roots[a] = Math.sqrt(roots[a]);
        }
      }
    }
  }

  /**
   * Draws every parameter anew. Cost: O(features * k), times k if the covariance is full, and the
   * entries of the designs.
   */
  public void redraw(RandomGenerator random) {
    bias = machine.biasMean + Math.sqrt(machine.biasVariance) * random.nextGaussian();
    for (int feature = 0; feature < features.rows; feature++) {
      for (int a = 0; a < normals.length; a++) {
        normals[a] = random.nextGaussian();
      }
      draw(feature);
    }
    left.refresh();
    right.refresh();
  }

  /** Means plus normals times roots. */
  private void draw(int feature) {
    int width = normals.length;
    double[] means = machine.features.means;
    double[] drawn = features.means;
    int at = feature * width;
    switch (machine.features.shape) {
      case POINT -> System.arraycopy(means, at, drawn, at, width);
      case DIAGONAL -> {
        for (int a = 0; a < width; a++) {
          drawn[at + a] = means[at + a] + roots[at + a] * normals[a];
        }
      }
      case FULL -> {
        for (int a = 0, root = at * width; a < width; a++, root += width) {
          double sum = means[at + a];
          for (int b = 0; b <= a; b++) {
            sum += roots[root + b] * normals[b];
          }
          drawn[at + a] = sum;
        }
      }
    }
  }

  /** The rating that the drawn model predicts for a pair. Cost: O(k). */
  public double rating(int user, int item) {
    return unit.rating(bias + Side.mean(left, user, right, item));
  }

  /**
   * The ratings that the drawn model predicts for a user and several items. Cost: O(count * k).
   *
   * @param items the first {@code count} are the items
   * @param ratings receives the rating of the item at n at n
   */
  public void ratings(int user, int[] items, int count, double[] ratings) {
    int width = left.rows.width;
    double[] mine = left.rows.means;
    double[] theirs = right.rows.means;
    int at = (left.first + user) * width;
    double base = bias + mine[at];
    int n = 0;
    // Four at once, since an addition takes longer than it takes until the next one can begin.
    for (; n < count - 3; n += 4) {
      int a = (right.first + items[n]) * width;
      int b = (right.first + items[n + 1]) * width;
      int c = (right.first + items[n + 2]) * width;
      int d = (right.first + items[n + 3]) * width;
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
      int a = (right.first + items[n]) * width;
      double of = base + theirs[a];
      for (int f = 1; f < width; f++) {
        of += mine[at + f] * theirs[a + f];
      }
      ratings[n] = unit.rating(of);
    }
  }
}
