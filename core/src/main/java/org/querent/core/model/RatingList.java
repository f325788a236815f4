package org.querent.core.model;

import java.util.Arrays;
import org.querent.core.model.RatingGraph.Rows;

/**
 * The ratings of a graph one after the other, user by user: what mini-batches are drawn from. The
 * arrays are valid below {@code size}.
 */
final class RatingList {
  int[] users = {};
  int[] items = {};
  float[] ratings = {};
  int size;

  /** Takes over the ratings of a graph. Cost: O(ratings). */
  void load(RatingGraph graph) {
    reserve(graph.size());
    Rows rows = graph.users();
    int at = 0;
    for (int user = 0; user < rows.size(); user++) {
      int degree = rows.degrees[user];
      Arrays.fill(users, at, at + degree, user);
      System.arraycopy(rows.others[user], 0, items, at, degree);
      System.arraycopy(rows.ratings[user], 0, ratings, at, degree);
      at += degree;
    }
  }

  /**
   * Takes over the ratings of another list in another order: a batch is then consecutive memory.
   *
   * @param order positions in the other list
   */
  void load(RatingList other, int[] order) {
    reserve(other.size);
    for (int n = 0; n < size; n++) {
      users[n] = other.users[order[n]];
      items[n] = other.items[order[n]];
      ratings[n] = other.ratings[order[n]];
    }
  }

  private void reserve(int ratingsToHold) {
    size = ratingsToHold;
    if (users.length < size) {
      users = new int[size];
      items = new int[size];
      ratings = new float[size];
    }
  }
}
