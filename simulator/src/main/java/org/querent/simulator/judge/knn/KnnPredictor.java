package org.querent.simulator.judge.knn;

import java.util.Arrays;
import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;
import org.querent.simulator.judge.RatingPredictor;
import org.querent.simulator.judge.basic.Biases;
import org.querent.simulator.judge.basic.FittedBiases;

/** Predicts as {@link ItemKnn} says. Keeps what one user has rated at a time: not thread-safe. */
final class KnnPredictor implements RatingPredictor {
  private final int neighbours;
  private final double damping;
  private final FittedBiases biases;
  private final SimilarItems similar;
  private final Ratings known;
  private final CountingSort byUser;
  private final double[] residuals;

  /** Those of the present user, by item; not a number where there is none. */
  private final double[] own;

  private int user = -1;

  KnnPredictor(Ratings known, ItemKnn.Parameters how) {
    neighbours = how.neighbours();
    damping = how.damping();
    biases = FittedBiases.of(known, Biases.DEFAULTS);
    similar = SimilarItems.of(known, how);
    this.known = known;
    byUser = CountingSort.of(known.size(), known.userCount(), known::user);
    residuals = biases.residuals(known);
    own = new double[known.itemCount()];
    Arrays.fill(own, Double.NaN);
  }

  @Override
  public double rating(int other, int item) {
    if (other != user) {
      turnTo(other);
    }
    double weighted = 0;
    double weights = damping;
    int left = neighbours;
    for (int at = similar.starts()[item]; at < similar.starts()[item + 1] && left > 0; at++) {
      double residual = own[similar.items()[at]];
      if (!Double.isNaN(residual)) {
        weighted += similar.similarities()[at] * residual;
        weights += similar.similarities()[at];
        left--;
      }
    }
    double base = biases.rating(other, item);
    return left == neighbours ? base : base + weighted / weights;
  }

  private void turnTo(int other) {
    if (user >= 0) {
      for (int at = byUser.starts()[user]; at < byUser.starts()[user + 1]; at++) {
        own[known.item(byUser.order()[at])] = Double.NaN;
      }
    }
    user = other;
    for (int at = byUser.starts()[user]; at < byUser.starts()[user + 1]; at++) {
      int row = byUser.order()[at];
      own[known.item(row)] = residuals[row];
    }
  }
}
