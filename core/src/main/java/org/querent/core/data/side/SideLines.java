package org.querent.core.data.side;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.LineSource;

/**
 * The lines of one file of side information, each given to a parser and refused with file, number
 * and content if that does not take it.
 */
final class SideLines {
  private final String name;
  private final LineSource lines;

  SideLines(byte[] bytes, String name) {
    this.name = name;
    lines = new LineSource(new ByteArrayInputStream(bytes));
  }

  /** The first line; refused if there is none. */
  String first() throws IOException {
    if (!lines.next() || lines.blank()) {
      throw new DatasetException(name + " is empty; put the published file there");
    }
    return lines.text();
  }

  /**
   * Parses every line that is left.
   *
   * @param expected what a line is, for a message
   * @param parser takes a whole line; false refuses it
   */
  void forEach(String expected, Predicate<String> parser) throws IOException {
    while (lines.next()) {
      if (lines.blank()) {
        requireEnd();
        return;
      }
      if (!parser.test(lines.text())) {
        throw malformed("which is not " + expected);
      }
    }
  }

  /**
   * Parses every line that is left and matches a pattern as a whole.
   *
   * @param adder takes the groups; false says that there was a line of the same id
   */
  void forEach(String expected, Pattern pattern, Predicate<Matcher> adder) throws IOException {
    forEach(
        expected,
        line -> {
          Matcher matcher = pattern.matcher(line);
          return matcher.matches() && once(adder.test(matcher));
        });
  }

  /** True, or a message about an id that came before. */
  boolean once(boolean first) {
    if (!first) {
      throw malformed("whose id came before; keep one of the lines");
    }
    return true;
  }

  private void requireEnd() throws IOException {
    long blank = lines.number();
    while (lines.next()) {
      if (!lines.blank()) {
        throw new DatasetException(
            String.format(Locale.ROOT, "%s, line %d: an empty line", name, blank));
      }
    }
  }

  DatasetException malformed(String why) {
    return new DatasetException(
        String.format(
            Locale.ROOT,
            "%s, line %d: found \"%s\", %s",
            name,
            lines.number(),
            LineSource.shown(lines.text()),
            why));
  }
}
