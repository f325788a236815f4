package org.querent.core.engine.opencl;

import org.querent.core.fit.RatingList;

/**
 * The ratings of some batches, each twice: by users and then by items, the ratings of a row one
 * after the other in the order of the batch. Mutable, not thread-safe.
 */
final class BatchSegments {
  /** The feature of each segment. */
  int[] features = {};

  /** Where the entries of each segment begin, and where those of the last one end. */
  int[] starts = {};

  /** Per entry the feature at its other end. */
  int[] ends = {};

  /** Per entry its rating, standardised. */
  float[] ratings = {};

  /** Per batch its first segment, and one past the last segment of all. */
  int[] firsts = {};

  private final int firstUser;
  private final int firstItem;

  /** Per feature where its next entry goes, or zero where the batch has not met it. */
  private final int[] next;

  private int segments;

  /**
   * No batches.
   *
   * @param firstUser the feature of the first user
   * @param firstItem the feature of the first item
   * @param features how many there are
   */
  BatchSegments(int firstUser, int firstItem, int features) {
    this.firstUser = firstUser;
    this.firstItem = firstItem;
    next = new int[features];
  }

  /**
   * Takes some batches in the place of others. Cost: O(ratings).
   *
   * @param from the first rating of a batch
   * @param to one past the last rating of a batch
   * @param batch the size of a batch; the last one may be smaller
   */
  void load(RatingList list, int from, int to, int batch) {
    int size = to - from;
    int batches = (size + batch - 1) / batch;
    if (ends.length < 2 * size || firsts.length <= batches) {
      features = new int[2 * size];
      starts = new int[2 * size + 1];
      ends = new int[2 * size];
      ratings = new float[2 * size];
      firsts = new int[batches + 1];
    }
    segments = 0;
    for (int n = 0; n < batches; n++) {
      int begin = from + n * batch;
      int end = Math.min(to, begin + batch);
      firsts[n] = segments;
      int entry = 2 * n * batch;
      add(list.users, firstUser, list.items, firstItem, list.ratings, begin, end, entry);
      entry += end - begin;
      add(list.items, firstItem, list.users, firstUser, list.ratings, begin, end, entry);
    }
    firsts[batches] = segments;
    starts[segments] = 2 * size;
  }

  /** Adds the segments of one side of a batch, in the order in which it meets their rows. */
  private void add(
      int[] own,
      int firstOwn,
      int[] others,
      int firstOther,
      float[] values,
      int from,
      int to,
      int entry) {
    int first = segments;
    for (int n = from; n < to; n++) {
      int feature = firstOwn + own[n];
      if (next[feature]++ == 0) {
        features[segments++] = feature;
      }
    }
    int start = entry;
    for (int segment = first; segment < segments; segment++) {
      starts[segment] = start;
      int degree = next[features[segment]];
      next[features[segment]] = start;
      start += degree;
    }
    for (int n = from; n < to; n++) {
      int at = next[firstOwn + own[n]]++;
      ends[at] = firstOther + others[n];
      ratings[at] = values[n];
    }
    for (int segment = first; segment < segments; segment++) {
      next[features[segment]] = 0;
    }
  }
}
