package org.querent.core.fit;

import java.util.Arrays;
import org.querent.core.fit.RatingGraph.Rows;

/**
 * The ratings of a graph one after the other, user by user: what mini-batches are drawn from. The
 * arrays are valid below {@code size}.
 */
public final class RatingList {
  /** The user of each rating. */
  public int[] users = {};

  /** The item of each rating. */
  public int[] items = {};

  /** The ratings, standardised. */
  public float[] ratings = {};

  /** The number of ratings; the arrays may be longer. */
  public int size;

  /** Takes over the ratings of a graph. Cost: O(ratings). */
  public void load(RatingGraph graph) {
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
   * Takes over the ratings of another list, dealt into batches. Within a batch they keep their
   * order, which changes no sum by more than rounding, and lets the rows of one side come in turn,
   * from a cache that has them.
   *
   * @param places a permutation: rating n goes into the batch that {@code places[n]} falls into
   * @param batch the size of a batch; the last one may be smaller
   */
  public void deal(RatingList other, int[] places, int batch) {
    reserve(other.size);
    int[] next = new int[size / batch + 1];
    for (int n = 0; n < next.length; n++) {
      next[n] = n * batch;
    }
    for (int n = 0; n < size; n++) {
      int to = next[places[n] / batch]++;
      users[to] = other.users[n];
      items[to] = other.items[n];
      ratings[to] = other.ratings[n];
    }
  }

  /** Adds one rating at the end. Cost: amortised O(1). */
  public void add(int user, int item, float rating) {
    if (size == users.length) {
      int capacity = Math.max(16, 2 * size);
      users = Arrays.copyOf(users, capacity);
      items = Arrays.copyOf(items, capacity);
      ratings = Arrays.copyOf(ratings, capacity);
    }
    users[size] = user;
    items[size] = item;
    ratings[size++] = rating;
  }

  /** Adds rating n of another list. */
  public void add(RatingList other, int n) {
    add(other.users[n], other.items[n], other.ratings[n]);
  }

  /** Adds all ratings of another list. */
  public void addAll(RatingList other) {
    for (int n = 0; n < other.size; n++) {
      add(other, n);
    }
  }

  /** Forgets all ratings. */
  public void clear() {
    size = 0;
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
