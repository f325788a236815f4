package org.querent.experiments.yaml;

import java.util.Locale;

/**
 * Finds the characters that YAML does not allow, which the parser reports without their place, and
 * lines that are too long: what the parser needs for a word grows with the square of its length.
 */
final class YamlCharacters {
  private static final int LONGEST_LINE = 100_000;

  private YamlCharacters() {}

  static void check(String text) throws UnreadableYamlException {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (!allowed(codePoint)) {
        throw new UnreadableYamlException(
            new Location(line, column),
            String.format(
                Locale.ROOT, "found the character U+%04X, allowed printable text", codePoint));
      }
      if (column > LONGEST_LINE) {
        throw new UnreadableYamlException(
            new Location(line, column),
            "found a longer line, allowed " + LONGEST_LINE + " characters");
      }
      boolean newLine = codePoint == '\n';
      line += newLine ? 1 : 0;
      column = newLine ? 1 : column + 1;
      i += Character.charCount(codePoint);
    }
  }

  /** The set c-printable of YAML 1.1, section 4.1.1. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c == 0x85
        || (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
        || c >= 0x10000;
  }
}
