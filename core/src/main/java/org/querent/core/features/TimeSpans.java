package org.querent.core.features;

import java.util.Arrays;

/**
 * Consecutive spans of time, of which the outer two are open. Immutable and thread-safe.
 *
 * <p>Span b holds the times from edge b - 1 up to and without edge b.
 */
public final class TimeSpans {
  private final long[] edges;

  /**
   * Spans between edges.
   *
   * @param edges where a span ends and the next begins, in seconds since 1970; copied
   * @throws IllegalArgumentException if they do not ascend
   */
  public TimeSpans(long[] edges) {
    for (int n = 1; n < edges.length; n++) {
      if (edges[n] <= edges[n - 1]) {
        throw new IllegalArgumentException("edges that do not ascend at " + n);
      }
    }
    this.edges = edges.clone();
  }

  /** The number of spans. */
  public int count() {
    return edges.length + 1;
  }

  /** The edges, one fewer than spans; a copy. */
  public long[] edges() {
    return edges.clone();
  }

  /** The edge between two spans. */
  long edge(int index) {
    return edges[index];
  }

  /** The span of a time. Cost: O(log spans). */
  public int spanOf(long timestamp) {
    int found = Arrays.binarySearch(edges, timestamp);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
