package org.querent.strategies.questionnaire;

import it.unimi.dsi.fastutil.ints.Int2DoubleMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * The users who are the most like somebody: of the largest positive cosine between the distances of
 * both ratings from the items' means, over the items that somebody has rated. Not thread-safe.
 */
final class Neighbours {
  private final RatingLists byItem;
  private final double[] means;
  private final int most;
  private final double[] products;
  private final double[] squares;

  Neighbours(InitialRatings known, int most) {
    byItem = known.byItem();
    means = known.itemMeans(0);
    this.most = most;
    products = new double[known.byUser().size()];
    squares = new double[products.length];
  }

  /** So many of them as there are, ascending. Cost: O(users log users + raters of the profile). */
  int[] of(Int2DoubleMap profile) {
    Arrays.fill(products, 0);
    Arrays.fill(squares, 0);
    // In the order of items, so that sums do not hang on how the profile was put together.
    for (int item : profile.keySet().intStream().sorted().toArray()) {
      if (item < means.length) {
        double own = profile.get(item) - means[item];
        for (int n = byItem.start(item); n < byItem.start(item + 1); n++) {
          double theirs = byItem.rating(n) - means[item];
          products[byItem.other(n)] += own * theirs;
          squares[byItem.other(n)] += theirs * theirs;
        }
      }
    }
    IntArrayList like = new IntArrayList();
    for (int user = 0; user < products.length; user++) {
      if (products[user] > 0) {
        products[user] /= Math.sqrt(squares[user]);
        like.add(user);
      }
    }
    like.sort((one, other) -> Double.compare(products[other], products[one]));
    int[] nearest = Arrays.copyOf(like.toIntArray(), Math.min(most, like.size()));
    Arrays.sort(nearest);
    return nearest;
  }
}
