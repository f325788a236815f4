package org.querent.core.features;

import java.util.Optional;

/**
 * Which row of the items' design describes an item as it is rated at a time: first a row per item
 * at no time, then one per item and span.
 *
 * @param items the number of items
 * @param spans the spans of time, if there is a field of times
 */
public record ItemRows(int items, Optional<TimeSpans> spans) {
  /** The number of rows. */
  public long count() {
    return items * (1L + spans.map(TimeSpans::count).orElse(0));
  }

  /** The item of a row. */
  public int itemOf(int row) {
    return row < items ? row : (row - items) / spans.orElseThrow().count();
  }

  /** The row of an item at no time. */
  public int rowOf(int item) {
    return item;
  }

  /**
   * The row of an item at a time; without a field of times, that at no time.
   *
   * @param timestamp in seconds since 1970; before the first or after the last span it belongs to
   *     that
   */
  public int rowOf(int item, long timestamp) {
    if (spans.isEmpty()) {
      return item;
    }
    TimeSpans times = spans.get();
    return items + item * times.count() + times.spanOf(timestamp);
  }
}
