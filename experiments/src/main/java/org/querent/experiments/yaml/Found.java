package org.querent.experiments.yaml;

import java.util.Optional;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/**
 * Says in a few words, on one line, what was found in a document.
 *
 * <p>Stateless and thread-safe.
 */
public final class Found {
  private static final int LONGEST = 60;

  private Found() {}

  /** The node's value and its kind: {@code "abc" (text)}, {@code a list}. */
  public static String withKind(YamlNode node) {
    if (node instanceof Mapping) {
      return "a mapping";
    }
    if (node instanceof Sequence) {
      return "a list";
    }
    Scalar scalar = (Scalar) node;
    return scalar.kind() == Kind.NOTHING
        ? "nothing"
        : value(scalar) + " (" + scalar.kind().words() + ")";
  }

  /** The scalar's value; a text in quotes. */
  static String value(Scalar scalar) {
    return scalar.kind() == Kind.TEXT ? quoted(scalar.text()) : oneLine(scalar.text());
  }

  /** A text in quotes, shortened and on one line whatever is in it. */
  public static String quoted(String text) {
    return '"' + oneLine(text) + '"';
  }

  /** Shortened, and without anything that would break a line or disturb a terminal. */
  static String oneLine(String text) {
    // One code point is one or two chars, so the length alone does not tell whether to cut.
    return text.codePointCount(0, text.length()) > LONGEST
        ? printable(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "..."
        : printable(text);
  }

  /** The first line of a message, which may quote the document as it is. */
  static String firstLine(String message) {
    return printable(message.lines().findFirst().orElse(""));
  }

  /** An exception's message, which is a programmer's and may be missing or long. */
  static String message(IllegalArgumentException e) {
    return firstLine(Optional.ofNullable(e.getMessage()).orElse("these values are refused"));
  }

  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(Found::visible).forEach(line::appendCodePoint);
    return line.toString();
  }

  private static int visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          ' ';
      default -> codePoint;
    };
  }
}
