package org.querent.experiments.yaml;

import java.util.Comparator;
import java.util.Locale;

/**
 * A place in a text: the line and the column, both counted from 1; ordered as the text is read.
 *
 * <p>Immutable.
 *
 * @param source what the text is, where it is not the file that problems are gathered of: another
 *     file, or an option of the command; empty otherwise
 */
public record Location(String source, int line, int column) implements Comparable<Location> {
  static final Location START = new Location(1, 1);

  private static final Comparator<Location> READING_ORDER =
      Comparator.comparing(Location::source)
          .thenComparingInt(Location::line)
          .thenComparingInt(Location::column);

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

  /** A place in the file that problems are gathered of. */
  public Location(int line, int column) {
    this("", line, column);
  }

  /** This place in another text. */
  Location of(String other) {
    return new Location(other, line, column);
  }

  /** The place as messages begin with it: {@code quick.yaml:2:7}. */
  String in(String fileName) {
    return String.format(
        Locale.ROOT, "%s:%d:%d", source.isEmpty() ? fileName : source, line, column);
  }

  @Override
  public int compareTo(Location other) {
    return READING_ORDER.compare(this, other);
  }
}
