package org.querent.core.data.side;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The year at the end of a title, such as {@code Toy Story (1995)}. */
final class TitleYear {
  /** A series, {@code (1959-1964)} or {@code (2005-)}, has the first year. */
  private static final Pattern YEAR =
      Pattern.compile(".*\\((\\d{4})(?:\\s*[-\u2013]\\s*(?:\\d{4})?\\s*)?\\)\\s*");

  private TitleYear() {}

  /** The digits of the year, or empty text if there are none. */
  static String of(String title) {
    Matcher matcher = YEAR.matcher(title);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
