package org.querent.core.model;

import static org.querent.core.model.Nd4jArrays.copyOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.querent.core.model.RatingGraph.Rows;

/**
 * The ratings of rows as rectangular arrays: rows of similar degree share a bucket, whose slots are
 * the next power of two, the spare ones padded. So a sum over the ratings of each row is a matrix
 * product, which is fast and always adds in the same order; sums by scattered addition are neither.
 *
 * <p>Made anew when ratings were added. At most twice as many slots as ratings. Not thread-safe.
 */
final class Nd4jBuckets implements AutoCloseable {
  /** Rows of about the same degree. */
  static final class Bucket {
    final int rows;
    final int slots;

    /** Per row and slot the row at the other end, or the padding: [rows, slots]. */
    final INDArray others;

    /** Per row and slot the rating less {@link #center}: [rows, slots, 1]. */
    final INDArray ratings;

    private Bucket(int rows, int slots, INDArray others, INDArray ratings) {
      this.rows = rows;
      this.slots = slots;
      this.others = others;
      this.ratings = ratings;
    }
  }

  /**
   * Taken off all ratings, so that single precision loses less of them: about their mean, but such
   * that full and half stars stay exact.
   */
  final double center;

  /** The number of ratings. */
  final int ratings;

  final List<Bucket> buckets = new ArrayList<>();

  /** Per row, the sum of the squares of its centred ratings. */
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
   * @param maxSlots the most slots of a bucket of several rows
   */
  Nd4jBuckets(Rows rows, int padding, int maxSlots) {
    this.rows = rows;
    this.padding = padding;
    ratings = count(rows);
    center = Math.rint(16 * mean()) / 16;
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

  private double mean() {
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      for (int n = 0; n < rows.degrees[row]; n++) {
        sum += rows.ratings[row][n];
      }
    }
    return ratings == 0 ? 0 : sum / ratings;
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
    int[] others = new int[Math.multiplyExact(members.length, slots)];
    float[] ratings = new float[others.length];
    Arrays.fill(others, padding);
    for (int place = 0; place < members.length; place++) {
      int row = members[place];
      double sum = 0;
      for (int n = 0, at = place * slots; n < rows.degrees[row]; n++, at++) {
        float centered = (float) (rows.ratings[row][n] - center);
        others[at] = rows.others[row][n];
        ratings[at] = centered;
        sum += (double) centered * centered;
      }
      squares[row] = sum;
      bucketOf[row] = buckets.size();
      placeOf[row] = place;
    }
    buckets.add(
        new Bucket(
            members.length,
            slots,
            copyOf(others, members.length, slots),
            copyOf(ratings, members.length, slots, 1)));
  }

  /** Frees what ND4J holds. */
  @Override
  public void close() {
    for (Bucket bucket : buckets) {
      bucket.others.close();
      bucket.ratings.close();
    }
  }
}
