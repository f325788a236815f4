package org.querent.experiments.yaml;

import java.util.Optional;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/** Says in a few words, on one line, what was found in a document. */
final class Found {
  private static final int LONGEST = 60;

  private Found() {}

  /** The node's value and its kind: {@code "abc" (text)}, {@code a list}. */
  static String withKind(YamlNode node) {
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

  static String quoted(String text) {
    return '"' + oneLine(text) + '"';
  }

  /** Shortened, and without anything that would break a line or disturb a terminal. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(LONGEST).map(Found::visible).forEach(line::appendCodePoint);
    // One code point is one or two chars, so the length alone does not tell whether it was cut.
    return text.codePointCount(0, text.length()) > LONGEST ? line + "..." : line.toString();
  }

  /** An exception's message, which is a programmer's and may be missing or long. */
  static String message(IllegalArgumentException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("these values are refused");
    return message.lines().findFirst().orElse("");
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
