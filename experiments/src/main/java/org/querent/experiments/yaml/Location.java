package org.querent.experiments.yaml;

import java.util.Comparator;

/**
 * A place in a text: the line and the column, both counted from 1; ordered as the text is read.
 *
 * <p>Immutable.
 */
public record Location(int line, int column) implements Comparable<Location> {
  static final Location START = new Location(1, 1);

  private static final Comparator<Location> READING_ORDER =
      Comparator.comparingInt(Location::line).thenComparingInt(Location::column);

  /**
   * Checks the place.
   *
   * @throws IllegalArgumentException if the line or the column is below 1
   */
  public Location {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line " + line + ", column " + column);
    }
  }

  @Override
  public int compareTo(Location other) {
    return READING_ORDER.compare(this, other);
  }
}
