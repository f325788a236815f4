package org.querent.experiments.report;

/**
 * The key of a strategy's series.
 *
 * @param index keeps keys apart where two long labels are shortened to the same text
 * @param label what the legend says
 */
record SeriesKey(int index, String label) implements Comparable<SeriesKey> {
  @Override
  public int compareTo(SeriesKey other) {
    return Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return label;
  }
}
