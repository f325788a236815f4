package org.querent.core.data.form;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.YamlText;
import org.querent.core.settings.Setting;

/**
 * Which columns of a table are read as ratings. Each is given by its name in the header, exactly as
 * it is there, or by its position, counted from 1; a text of digits is a position. In a matrix
 * users or items are a range of positions, such as {@code 2-101} or {@code 2-}. Immutable.
 *
 * @param user the column of users, any texts
 * @param item the column of items, any texts
 * @param rating the column of ratings, numbers
 * @param timestamp the column of times; without it all times are 0
 * @param separator what stands between columns; without it, what the first line has most of
 */
public record ColumnMapping(
    @Setting("column of users, by name or position") Optional<String> user,
    @Setting("column of items") Optional<String> item,
    @Setting("column of ratings") Optional<String> rating,
    @Setting("column of times; none without it") Optional<String> timestamp,
    @Setting("what stands between columns; found out without it") Optional<Separator> separator) {
  /** Nothing is given. */
  public static final ColumnMapping NONE =
      new ColumnMapping(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,5}");
  private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,5})-([1-9][0-9]{0,5})?");

  /** What stands between columns. Values may be quoted as in RFC 4180, whatever it is. */
  public enum Separator {
    /** Two colons, as in {@code ratings.dat}. */
    DOUBLE_COLON("::"),
    /** A tab. */
    TAB("\t"),
    /** A semicolon. */
    SEMICOLON(";"),
    /** A comma. */
    COMMA(","),
    /** A vertical bar. */
    BAR("|"),
    /** One blank or more. */
    BLANK(" ");

    private final String text;

    Separator(String text) {
      this.text = text;
    }

    /** The characters. */
    public String text() {
      return text;
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
        Stream.of(user, item, rating, timestamp).flatMap(Optional::stream).toList()) {
      if (column.isBlank()) {
        throw new IllegalArgumentException("the name of a column must not be empty");
      }
      if (DIGITS.matcher(column).matches() && !POSITION.matcher(column).matches()) {
        throw new IllegalArgumentException(
            "the position of a column must be from 1 to 999999, which a column that is called by a number has as well; found "
                + LineSource.shown(column));
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

  /** The columns that a table of one rating a line must have. */
  public ColumnMapping(
      String user,
      String item,
      String rating,
      Optional<String> timestamp,
      Optional<Separator> separator) {
    this(Optional.of(user), Optional.of(item), Optional.of(rating), timestamp, separator);
  }

  /** Whether there are users, items and ratings. */
  boolean isComplete() {
    return user.isPresent() && item.isPresent() && rating.isPresent();
  }

  /** The columns in the order user, item, rating and, if it is read, timestamp. */
  List<String> columns() {
    return Stream.of(user, item, rating, timestamp).flatMap(Optional::stream).toList();
  }

  /** The columns as YAML, but for what is between them. */
  public String yaml() {
    return Stream.of(
            pair("user", user),
            pair("item", item),
            pair("rating", rating),
            pair("timestamp", timestamp))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static Optional<String> pair(String key, Optional<String> column) {
    return column.map(name -> key + ": " + YamlText.of(name));
  }

  /**
   * What a column is read as, if it is: user, item, rating or timestamp.
   *
   * @param position from 1
   * @param name as the header says, or empty
   */
  public Optional<String> roleOf(int position, String name) {
    Map<String, Optional<String>> roles =
        Map.of("user", user, "item", item, "rating", rating, "timestamp", timestamp);
    return roles.entrySet().stream()
        .filter(role -> role.getValue().filter(it -> isAt(it, position, name)).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isAt(String given, int position, String name) {
    if (isRange(given)) {
      String[] ends = given.split("-");
      return position >= Integer.parseInt(ends[0])
          && (ends.length < 2 || position <= Integer.parseInt(ends[1]));
    }
    return isPosition(given) ? Integer.parseInt(given) == position : given.equals(name);
  }

  /** Whether a column is given by its name, so that there must be a header. */
  boolean hasNames() {
    return columns().stream().anyMatch(column -> !isPosition(column) && !isRange(column));
  }

  /** Whether a column is given by its position, from 1, and not by its name. */
  public static boolean isPosition(String column) {
    return POSITION.matcher(column).matches();
  }

  /** The place, from 0, of a column among names; below 0 where none of them is its name. */
  static int place(String column, List<String> names) {
    return isPosition(column) ? Integer.parseInt(column) - 1 : names.indexOf(column);
  }

  static boolean isRange(String column) {
    return RANGE.matcher(column).matches();
  }
}
