package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.copyOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.fit.RatingGraph.Rows;

/**
 * The ratings of rows as rectangular arrays: rows of similar degree share a bucket, whose slots are
 * the next power of two, the spare ones padded; at most twice as many slots as ratings. As they
 * stand when it is made; to be closed, since ND4J's memory is not Java's. Not thread-safe.
 */
final class Nd4jBuckets implements AutoCloseable {
  /**
   * Rows of about the same degree.
   *
   * @param rows how many
   * @param slots for the ratings of each
   * @param others per slot and row the index at the other end, or the padding: [slots, rows]
   * @param ratings per slot and row the rating, or 0: [slots, rows, 1]
   */
  record Bucket(int rows, int slots, INDArray others, INDArray ratings) {}

  final List<Bucket> buckets = new ArrayList<>();

  /** The number of ratings. */
  final int ratings;

  /** Per row, the sums of its ratings and of their squares. */
  final double[] sums;

  final double[] squares;

  /** Where a row is: its bucket, and its place there. */
  final int[] bucketOf;

  final int[] placeOf;

  private final Rows rows;
  private final int padding;

  /**
   * Buckets of the present ratings.
   *
   * @param padding the index that padded slots hold
   * @param maxSlots the most slots of all rows of a bucket, if it has several
   */
  Nd4jBuckets(Rows rows, int padding, int maxSlots) {
    this.rows = rows;
    this.padding = padding;
    ratings = count(rows);
    sums = new double[rows.size()];
    squares = new double[rows.size()];
    bucketOf = new int[rows.size()];
    placeOf = new int[rows.size()];
    for (int slots = 1, reached = 0; reached < rows.largestDegree(); reached = slots, slots *= 2) {
      addRows(reached, slots, Math.max(1, maxSlots / slots));
    }
  }

  /** The number of all ratings of rows. */
  static int count(Rows rows) {
    return Arrays.stream(rows.degrees).sum();
  }

  /** The most slots of all rows of a bucket. */
  int largest() {
    return buckets.stream().mapToInt(bucket -> bucket.rows * bucket.slots).max().orElse(1);
  }

  /** Adds the rows of more than {@code above} and up to {@code slots} ratings. */
  private void addRows(int above, int slots, int most) {
    int[] members = new int[Math.min(most, rows.size())];
    int count = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.degrees[row] > above && rows.degrees[row] <= slots) {
        members[count++] = row;
        if (count == members.length) {
          add(members, slots);
          count = 0;
        }
      }
    }
    if (count > 0) {
      add(Arrays.copyOf(members, count), slots);
    }
  }

  private void add(int[] members, int slots) {
    int count = members.length;
    int[] others = new int[Math.multiplyExact(count, slots)];
    double[] ratings = new double[others.length];
    Arrays.fill(others, padding);
    for (int place = 0; place < count; place++) {
      int row = members[place];
      for (int n = 0, at = place; n < rows.degrees[row]; n++, at += count) {
        double rating = rows.ratings[row][n];
        others[at] = rows.others[row][n];
        ratings[at] = rating;
        sums[row] += rating;
        squares[row] += rating * rating;
      }
      bucketOf[row] = buckets.size();
      placeOf[row] = place;
    }
    buckets.add(
        new Bucket(count, slots, copyOf(others, slots, count), copyOf(ratings, slots, count, 1)));
  }

  @Override
  public void close() {
    for (Bucket bucket : buckets) {
      bucket.others.close();
      bucket.ratings.close();
    }
  }
}
