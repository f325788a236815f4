package org.querent.simulator.judge.knn;

import java.util.Arrays;
import org.querent.core.CountingSort;
import org.querent.core.data.Ratings;

/**
 * The items most similar to each item, the most similar first; of equal ones, that which comes
 * first in the data. Similarities are floats: half the memory, and more digits than they are known
 * to. Immutable; its arrays are shared.
 *
 * @param starts where the items of each begin, and at last where all end
 * @param items the similar ones
 * @param similarities theirs, in (0, 1]
 */
record SimilarItems(int[] starts, int[] items, float[] similarities) {
  /**
   * Compares all items that a user has rated both of. Cost: O(sum over users of the square of their
   * ratings). Memory: O(items kept).
   */
  static SimilarItems of(Ratings known, ItemKnn.Parameters how) {
    double[] values = values(known, how.similarity());
    CountingSort byUser = CountingSort.of(known.size(), known.userCount(), known::user);
    CountingSort byItem = CountingSort.of(known.size(), known.itemCount(), known::item);
    // In the order of their users, so that the inner loop reads memory as it lies.
    int[] userItems = new int[known.size()];
    double[] userValues = new double[known.size()];
    for (int at = 0; at < userItems.length; at++) {
      userItems[at] = known.item(byUser.order()[at]);
      userValues[at] = values[byUser.order()[at]];
    }
    int count = known.itemCount();
    Sums sums = new Sums(count);
    int[] starts = new int[count + 1];
    int[] items = new int[0];
    float[] similarities = new float[0];
    for (int item = 0; item < count; item++) {
      for (int at = byItem.starts()[item]; at < byItem.starts()[item + 1]; at++) {
        int row = byItem.order()[at];
        int user = known.user(row);
        sums.add(
            values[row], userItems, userValues, byUser.starts()[user], byUser.starts()[user + 1]);
      }
      long[] best = sums.best(item, how);
      int from = starts[item];
      starts[item + 1] = from + best.length;
      if (starts[item + 1] > items.length) {
        int larger = Math.max(starts[item + 1], 2 * items.length);
        items = Arrays.copyOf(items, larger);
        similarities = Arrays.copyOf(similarities, larger);
      }
      for (int n = 0; n < best.length; n++) {
        items[from + n] = (int) best[n];
        similarities[from + n] = Float.intBitsToFloat(Integer.MAX_VALUE - (int) (best[n] >>> 32));
      }
    }
    return new SimilarItems(starts, items, similarities);
  }

  /** What is compared of each rating. */
  private static double[] values(Ratings known, Similarity similarity) {
    double[] values = new double[known.size()];
    double[] means =
        switch (similarity) {
          case COSINE -> new double[0];
          case ADJUSTED_COSINE -> means(known, known.userCount(), true);
          case PEARSON -> means(known, known.itemCount(), false);
        };
    for (int row = 0; row < values.length; row++) {
      double mean =
          switch (similarity) {
            case COSINE -> 0;
            case ADJUSTED_COSINE -> means[known.user(row)];
            case PEARSON -> means[known.item(row)];
          };
      values[row] = known.rating(row) - mean;
    }
    return values;
  }

  private static double[] means(Ratings known, int owners, boolean ofUsers) {
    double[] sums = new double[owners];
    int[] counts = new int[owners];
    for (int row = 0; row < known.size(); row++) {
      int owner = ofUsers ? known.user(row) : known.item(row);
      sums[owner] += known.rating(row);
      counts[owner]++;
    }
    Arrays.setAll(sums, owner -> sums[owner] / Math.max(1, counts[owner]));
    return sums;
  }

  /** The sums over common users of one item with all others. */
  private static final class Sums {
    private final double[] products;
    private final double[] squares;
    private final double[] otherSquares;
    private final int[] users;
    private final int[] met;
    private int count;

    Sums(int items) {
      products = new double[items];
      squares = new double[items];
      otherSquares = new double[items];
      users = new int[items];
      met = new int[items];
    }

    /** Adds what a user has rated, who rated the item by a value. */
    void add(double value, int[] items, double[] values, int from, int to) {
      for (int at = from; at < to; at++) {
        int other = items[at];
        if (users[other]++ == 0) {
          met[count++] = other;
        }
        products[other] += value * values[at];
        squares[other] += value * value;
        otherSquares[other] += values[at] * values[at];
      }
    }

    /** The most similar, each with its similarity above it, ascending; and forgets all. */
    long[] best(int item, ItemKnn.Parameters how) {
      long[] best = new long[count];
      int similar = 0;
      for (int n = 0; n < count; n++) {
        int other = met[n];
        double norm = Math.sqrt(squares[other] * otherSquares[other]);
        double shrunk = users[other] / (users[other] + how.shrinkage());
        float similarity = norm > 0 ? (float) (shrunk * products[other] / norm) : 0;
        if (similarity > 0 && other != item) {
          // Bits of positive floats are in the order of these; the larger comes first so.
          long bits = Integer.MAX_VALUE - Float.floatToIntBits(similarity);
          best[similar++] = bits << 32 | other;
        }
        products[other] = 0;
        squares[other] = 0;
        otherSquares[other] = 0;
        users[other] = 0;
      }
      count = 0;
      Arrays.sort(best, 0, similar);
      return Arrays.copyOf(best, Math.min(similar, how.kept()));
    }
  }
}
