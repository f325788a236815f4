package org.querent.core.engine.nd4j;

import static org.querent.core.engine.nd4j.Nd4jArrays.copyOf;
import static org.querent.core.engine.nd4j.Nd4jArrays.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Ratings of some rows, cut into segments of equal length, the last one of a row filled up with
 * padding: segments side by side are gathered and summed at once, and the few of a row are added
 * up. Thread-safe once it is made; to be closed.
 */
final class Nd4jTail implements AutoCloseable {
  /** About how many numbers are gathered at once, for a cache to hold them: 2 MB. */
  private static final int CAPACITY = 1 << 18;

  private static final int LEAST = 64;

  private final int length;
  private final List<Part> parts = new ArrayList<>();

  /**
   * Some segments.
   *
   * @param rows the row that each of them is of
   * @param others per slot, slot 0 of all segments first, the index at the other end, or the
   *     padding
   * @param ratings per slot the rating, or 0: [slots, 1]
   */
  private record Part(int[] rows, int[] others, INDArray ratings) {}

  /**
   * Segments of the ratings of some rows.
   *
   * @param starts where the ratings of each row begin, and at last where all end
   * @param others the index at the other end of each rating
   * @param padding the index that padded slots hold
   * @param most how many slots to gather at once, a power of two
   */
  Nd4jTail(int[] starts, int[] others, double[] ratings, int padding, int most) {
    int rows = starts.length - 1;
    // Of n ratings a row, about length / 2 slots are padding and n / length segments are added up.
    int square = Math.max(1, 2 * starts[rows] / Math.max(1, rows));
    length = Math.min(most, Integer.highestOneBit((int) Math.sqrt(square)));
    int[] segmentRows = new int[segments(starts)];
    int[] segmentStarts = new int[segmentRows.length];
    for (int row = 0, segment = 0; row < rows; row++) {
      for (int at = starts[row]; at < starts[row + 1]; at += length, segment++) {
        segmentRows[segment] = row;
        segmentStarts[segment] = at;
      }
    }
    int capacity = most / length;
    for (int from = 0; from < segmentRows.length; from += capacity) {
      int count = Math.min(capacity, segmentRows.length - from);
      int slots = Math.max(LEAST, powerOfTwo(count * length));
      int[] partRows = new int[count];
      int[] partOthers = new int[slots];
      double[] partRatings = new double[slots];
      Arrays.fill(partOthers, padding);
      int columns = slots / length;
      for (int n = 0; n < count; n++) {
        int row = segmentRows[from + n];
        partRows[n] = row;
        int start = segmentStarts[from + n];
        int end = Math.min(start + length, starts[row + 1]);
        for (int at = start, to = n; at < end; at++, to += columns) {
          partOthers[to] = others[at];
          partRatings[to] = ratings[at];
        }
      }
      parts.add(new Part(partRows, partOthers, copyOf(partRatings, slots, 1)));
    }
  }

  /** How many rows of a length to gather at once: a power of two. */
  static int slots(int width) {
    return Math.max(LEAST, Integer.highestOneBit(CAPACITY / width));
  }

  private int segments(int[] starts) {
    int count = 0;
    for (int row = 0; row < starts.length - 1; row++) {
      count += (starts[row + 1] - starts[row] + length - 1) / length;
    }
    return count;
  }

  private static int powerOfTwo(int least) {
    return least <= 1 ? 1 : Integer.highestOneBit(least - 1) << 1;
  }

  /** Adds the sums of the rows' records, and those of their ratings times means. */
  void add(
      Nd4jTables tables,
      Nd4jScratch ofRecords,
      Nd4jScratch ofMeans,
      double[] records,
      double[] products) {
    for (Part part : parts) {
      ofRecords.gather(tables.records, part.others, length);
      ofRecords.sum();
      add(ofRecords.sums, part.rows, tables.record, records);
      INDArray means = ofMeans.gather(tables.means, part.others, length);
      scale(means, part.ratings, means);
      ofMeans.sum();
      add(ofMeans.sums, part.rows, tables.width, products);
    }
  }

  private static void add(double[] sums, int[] rows, int width, double[] into) {
    for (int segment = 0, from = 0; segment < rows.length; segment++) {
      int to = rows[segment] * width;
      for (int a = 0; a < width; a++) {
        into[to++] += sums[from++];
      }
    }
  }

  @Override
  public void close() {
    parts.forEach(part -> part.ratings.close());
  }
}
