package org.querent.strategies.tree;

import org.querent.strategies.questionnaire.RatingLists;

/**
 * What a profile of each user is fitted to: b, the sum of their ratings' distances from the items'
 * means times the items' slopes, and after it the lower triangle, row by row, of A, the sum of the
 * products of the slopes. Immutable.
 */
final class UserSums {
  private final int size;
  private final double[] sums;

  /** Cost: O(ratings * width^2). */
  UserSums(RatingLists byUser, ItemFactors items) {
    int width = items.width();
    size = width + width * (width + 1) / 2;
    sums = new double[byUser.size() * size];
    double[] slopes = new double[width];
    for (int user = 0; user < byUser.size(); user++) {
      for (int n = byUser.start(user); n < byUser.start(user + 1); n++) {
        int item = byUser.other(n);
        double rest = byUser.rating(n) - items.mean(item);
        int at = user * size + width;
        for (int f = 0; f < width; f++) {
          slopes[f] = items.slope(item, f);
          sums[user * size + f] += rest * slopes[f];
          for (int g = 0; g <= f; g++) {
            sums[at++] += slopes[f] * slopes[g];
          }
        }
      }
    }
  }

  /** The number of sums of a user. */
  int size() {
    return size;
  }

  /** Adds the sums of some users to others. */
  void add(int[] users, int from, int to, double[] totals) {
    for (int n = from; n < to; n++) {
      int at = users[n] * size;
      for (int s = 0; s < size; s++) {
        totals[s] += sums[at + s];
      }
    }
  }
}
