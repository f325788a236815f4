package org.querent.core.data.form;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which columns of a table are read as ratings. Each is given by its name in the header, exactly as
 * it is there, or by its position, counted from 1; a text of digits is a position. Where any is
 * given by name the first line is a header, and where none is, it is a rating. Immutable.
 *
 * @param user the column of users, by name or by position; ids are any texts
 * @param item the column of items, by name or by position
 * @param rating the column of ratings, decimal numbers
 * @param timestamp the column of times, in seconds since 1970; without it all times are 0
 * @param separator what stands between columns; without it, what the first line has most of
 */
public record ColumnMapping(
    String user,
    String item,
    String rating,
    Optional<String> timestamp,
    Optional<Separator> separator) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,3}");

  /** What stands between columns. Between commas and semicolons, values may be quoted. */
  public enum Separator {
    /** Two colons, as in {@code ratings.dat}. */
    DOUBLE_COLON("::"),
    /** A tab. */
    TAB("\t"),
    /** A semicolon. */
    SEMICOLON(";"),
    /** A comma. */
    COMMA(",");

    private final String text;

    Separator(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    /** Whether a separator within quotes (RFC 4180) is part of a value. */
    boolean isQuotable() {
      return this == SEMICOLON || this == COMMA;
    }
  }

  /**
   * Refuses what names no column, and one column for two purposes.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public ColumnMapping {
    Set<String> seen = new HashSet<>();
    for (String column :
        Stream.concat(Stream.of(user, item, rating), timestamp.stream()).toList()) {
      if (column.isBlank()) {
        throw new IllegalArgumentException("the name of a column must not be empty");
      }
      if (DIGITS.matcher(column).matches() && !POSITION.matcher(column).matches()) {
        throw new IllegalArgumentException(
            "the position of a column must be from 1 to 9999, found " + LineSource.shown(column));
      }
      if (!seen.add(column)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the column \"%s\" is given for two purposes",
                LineSource.shown(column)));
      }
    }
  }

  /** The columns in the order user, item, rating and, if it is read, timestamp. */
  List<String> columns() {
    return Stream.concat(Stream.of(user, item, rating), timestamp.stream()).toList();
  }

  /** Whether the first line is a header. */
  boolean hasHeader() {
    return columns().stream().anyMatch(column -> !isPosition(column));
  }

  static boolean isPosition(String column) {
    return POSITION.matcher(column).matches();
  }
}
