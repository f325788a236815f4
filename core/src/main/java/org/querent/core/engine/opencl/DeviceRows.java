package org.querent.core.engine.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.querent.core.engine.opencl.Session.Memory;
import org.querent.core.fit.RatingGraph.Rows;

/**
 * The ratings of a side's rows on a device, one row after the other, as they stood when this was
 * made. Not thread-safe.
 */
final class DeviceRows {
  /** Per row where its ratings begin, and where those of the last one end. */
  final Memory starts;

  /** Per rating the row at its other end. */
  final Memory ends;

  /** The ratings, standardised. */
  final Memory ratings;

  /** The rows in the order in which they are begun. */
  final Memory order;

  private final Session session;

  /** Copies the ratings of rows. Cost: O(ratings). */
  DeviceRows(Session session, Rows rows, KernelShape shape) {
    this.session = session;
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = Math.addExact(starts[row], rows.degrees[row]);
    }
    int[] ends = new int[starts[rows.size()]];
    float[] ratings = new float[ends.length];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.others[row], 0, ends, starts[row], rows.degrees[row]);
      System.arraycopy(rows.ratings[row], 0, ratings, starts[row], rows.degrees[row]);
    }
    this.starts = session.allocate("ratings", starts.length, Integer.BYTES);
    this.ends = session.allocate("ratings", ends.length, Integer.BYTES);
    this.ratings = session.allocate("ratings", ratings.length, Float.BYTES);
    order = session.allocate("ratings", rows.size(), Integer.BYTES);
    session.write(order, order(rows, shape));
    session.write(this.starts, starts);
    session.write(this.ends, ends);
    session.write(this.ratings, ratings);
  }

  /**
   * As they are numbered, so that a processor's threads get as much each; a graphics card begins
   * with those of most ratings, as it cannot share one between its work-groups.
   */
  private static int[] order(Rows rows, KernelShape shape) {
    IntStream all = IntStream.range(0, rows.size());
    return shape == KernelShape.ITEM
        ? all.toArray()
        : all.boxed()
            .sorted(Comparator.comparingInt(row -> -rows.degrees[row]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Gives the memory back. */
  void free() {
    List.of(starts, ends, ratings, order).forEach(session::free);
  }
}
