package org.querent.core.engine.nd4j;

import java.util.Arrays;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingGraph.Rows;
import org.querent.core.fit.RatingList;
import org.querent.core.fit.RowSums;
import org.querent.core.fit.adam.BatchLoss;
import org.querent.core.fit.adam.ExpectedLoss;
import org.querent.core.fit.adam.Gradient;
import org.querent.core.fit.adam.RowGradient;
import org.querent.core.parallel.Workers;
import org.querent.core.posterior.Gaussians;
import org.querent.core.posterior.Gaussians.Shape;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.Side;

/**
 * The loss of a batch with its expectation in closed form, and its gradient, from the sums over
 * each row's ratings in the batch ({@link Nd4jRowSums}): so no gradient is scattered.
 *
 * <p>With Gram matrix G and right-hand side r of a row, and theta = (s, b), beta / 2 times the
 * row's expected squares is beta / 2 (E[theta^T G theta] - 2 E[theta]^T r) and a constant, which
 * has the derivatives
 *
 * <pre>
 *   E[theta]: beta (G E[theta] - r)   Var(s): beta N / 2   K: beta G_a0   R: beta G_aa / 2
 * </pre>
 *
 * in the moments of {@link ExpectedLoss}. Cost: O(k^2) a rating. Not thread-safe.
 */
final class Nd4jLoss implements BatchLoss {
  private static final Workers ALONE = new Workers(1);

  private final Machine machine;
  private final int width;
  private final double[] ofMeans;
  private final double[] ofVariances;
  private final double[] ofCovariances;

  Nd4jLoss(Machine machine) {
    this.machine = machine;
    width = machine.width;
    ofMeans = new double[width];
    ofVariances = new double[width];
    ofCovariances = new double[width];
  }

  @Override
  public void addGradient(RatingList ratings, int from, int to, long step, Gradient gradient) {
    int[] users = met(machine.left, ratings.users, from, to);
    int[] items = met(machine.right, ratings.items, from, to);
    RatingGraph batch = new RatingGraph(users.length, items.length);
    for (int n = from; n < to; n++) {
      batch.add(
          Arrays.binarySearch(users, ratings.users[n]),
          Arrays.binarySearch(items, ratings.items[n]),
          ratings.ratings[n]);
    }
    int size = to - from;
    double beta = machine.likelihoodPrecision() / size;
    gradient.biasMean +=
        addSide(machine.left, users, batch.users(), machine.right, items, beta, gradient);
    addSide(machine.right, items, batch.items(), machine.left, users, beta, gradient);
    gradient.biasVariance += machine.isPoint() ? 0 : 0.5 * beta * size;
  }

  /** The rows of a side that a batch meets, in ascending order, with up-to-date moments. */
  private static int[] met(Side side, int[] rows, int from, int to) {
    int[] met = Arrays.stream(rows, from, to).sorted().distinct().toArray();
    for (int row : met) {
      side.refresh(row);
    }
    return met;
  }

  /** Adds the gradient in the features of a side; returns that in E[s], of all rows together. */
  private double addSide(
      Side side,
      int[] members,
      Rows rows,
      Side others,
      int[] otherMembers,
      double beta,
      Gradient gradient) {
    RowGradient rowGradient = new RowGradient(side);
    double ofSlopes = 0;
    try (Nd4jRowSums summation = new Nd4jRowSums(machine, rows, others, otherMembers)) {
      RowSums sums = summation.newSums();
      summation.begin(ALONE);
      for (int n = 0; n < members.length; n++) {
        summation.sum(n, sums);
        differentiate(side.rows, side.first + members[n], sums, beta);
        ofSlopes += ofMeans[0];
        if (side.isAlias()) {
          add(side.first + members[n], side.rows.shape, gradient);
        } else {
          rowGradient.passOn(members[n], ofMeans, ofVariances, ofCovariances, 0, gradient);
        }
      }
    }
    return ofSlopes;
  }

  private void differentiate(Gaussians moments, int row, RowSums sums, double beta) {
    for (int a = 0; a < width; a++) {
      double change = -sums.right[a];
      for (int b = 0; b < width; b++) {
        change += sums.gram[a * width + b] * moments.means[row * width + b];
      }
      ofMeans[a] = beta * change;
      ofVariances[a] = 0.5 * beta * sums.gram[a * width + a];
      ofCovariances[a] = beta * sums.gram[a * width];
    }
  }

  private void add(int feature, Shape shape, Gradient gradient) {
    for (int a = 0; a < width; a++) {
      gradient.means[feature * width + a] += ofMeans[a];
      if (shape != Shape.POINT) {
        gradient.variances[feature * width + a] += ofVariances[a];
      }
    }
  }
}
