package org.querent.core.features;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import org.querent.core.Counted;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ratings;

/** One feature per span of time. */
record TimeRows(TimeSpans spans) implements FieldRows {
  /**
   * Parts the known ratings. O(n log n).
   *
   * @throws DatasetException if they have not two different times
   */
  static TimeRows of(FieldSpec.Time spec, Ratings known) {
    long[] times = IntStream.range(0, known.size()).mapToLong(known::timestamp).sorted().toArray();
    if (times.length == 0 || times[0] == times[times.length - 1]) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "field %s: no two of %s have different times; leave the field out",
              spec.field(),
              Counted.of(times.length, "known rating")));
    }
    return new TimeRows(
        new TimeSpans(
            IntStream.range(1, spec.bins())
                .mapToLong(bin -> edge(spec, times, bin))
                .filter(edge -> edge > times[0])
                .distinct()
                .toArray()));
  }

  private static long edge(FieldSpec.Time spec, long[] times, int bin) {
    if (spec.binning() == FieldSpec.Binning.EQUAL_COUNT) {
      return times[(int) ((long) times.length * bin / spec.bins())];
    }
    double span = times[times.length - 1] - times[0];
    return times[0] + (long) Math.ceil(span * bin / spec.bins());
  }

  @Override
  public int size() {
    return spans.count();
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
    boolean last = feature == spans.count() - 1;
    String from = feature == 0 ? "" : " from " + Instant.ofEpochSecond(spans.edge(feature - 1));
    String until = last ? "" : " until " + Instant.ofEpochSecond(spans.edge(feature));
    return from.isEmpty() && until.isEmpty() ? "time any" : "time" + from + until;
  }
}
