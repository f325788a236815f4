package org.querent.core.features;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ratings;

/** Spans of time: the edges part them, and the outer two are open. */
final class TimeRows implements FieldRows {
  /** Ascending; span b holds the times from edge b - 1 up to and without edge b. */
  private final long[] edges;

  private TimeRows(long[] edges) {
    this.edges = edges;
  }

  /**
   * Parts the known ratings. O(n log n).
   *
   * @throws DatasetException if they have not two different times
   */
  static TimeRows of(FieldSpec.Time spec, Ratings known) {
    long[] times = IntStream.range(0, known.size()).mapToLong(known::timestamp).sorted().toArray();
    if (times.length == 0 || times[0] == times[times.length - 1]) {
      throw new DatasetException(
          "field %s: the %d known ratings have no two different times; leave the field out"
              .formatted(spec.name(), times.length));
    }
    return new TimeRows(
        IntStream.range(1, spec.bins())
            .mapToLong(bin -> edge(spec, times, bin))
            .filter(edge -> edge > times[0])
            .distinct()
            .toArray());
  }

  private static long edge(FieldSpec.Time spec, long[] times, int bin) {
    if (spec.binning() == FieldSpec.Binning.EQUAL_COUNT) {
      return times[(int) ((long) times.length * bin / spec.bins())];
    }
    double span = times[times.length - 1] - times[0];
    return times[0] + (long) Math.ceil(span * bin / spec.bins());
  }

  int binOf(long timestamp) {
    int found = Arrays.binarySearch(edges, timestamp);
    return found >= 0 ? found + 1 : -found - 1;
  }

  @Override
  public int size() {
    return edges.length + 1;
  }

  @Override
  public int count(int entity, int bin) {
    return bin < 0 ? 0 : 1;
  }

  @Override
  public void write(int entity, int bin, int first, DesignWriter out) {
    if (bin >= 0) {
      out.add(first + bin, 1);
    }
  }

  @Override
  public String label(int feature) {
    String from = feature == 0 ? "" : " from " + Instant.ofEpochSecond(edges[feature - 1]);
    String until = feature == edges.length ? "" : " until " + Instant.ofEpochSecond(edges[feature]);
    return from.isEmpty() && until.isEmpty() ? "time any" : "time" + from + until;
  }
}
