package org.querent.experiments.across;

import java.util.List;
import java.util.stream.Collectors;
import org.querent.experiments.report.Texts;

/** Text for a terminal, no line of which is wider than {@link #WIDTH}. */
final class PlainText {
  static final int WIDTH = 100;

  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  /** A heading, an empty line before it unless it is the first. */
  PlainText heading(String heading) {
    return text.isEmpty() ? line(heading) : line("").line(heading);
  }

  /** A line, cut where it is too wide. */
  PlainText line(String line) {
    String printable = Texts.printable(line);
    boolean wide = printable.codePointCount(0, printable.length()) > WIDTH;
    text.append(
            wide
                ? printable.substring(0, printable.offsetByCodePoints(0, WIDTH - 1)) + "…"
                : printable)
        .append('\n');
    return this;
  }

  /** A paragraph, indented, its words in as many lines as they need. */
  PlainText words(String paragraph) {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : paragraph.split(" ")) {
      if (line.length() > INDENT.length() && line.length() + word.length() > WIDTH) {
        line(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    return line(line.toString().stripTrailing());
  }

  /**
   * What a thing is in both: on one line in columns, or on a line each where that is too wide.
   *
   * @param width of the column of the things
   */
  PlainText both(String thing, String first, String second, int width) {
    String row = INDENT + pad(thing, width) + INDENT + first + "  →  " + second;
    return row.length() <= WIDTH && thing.length() <= width
        ? line(row)
        : line(INDENT + thing).line("    A  " + first).line("    B  " + second);
  }

  /** Names, as many as fit, and how many there are beyond. */
  PlainText names(String what, List<String> names, int most) {
    if (names.isEmpty()) {
      return this;
    }
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    String more = names.size() > most ? " and " + (names.size() - most) + " more" : "";
    return words(what + ": " + shown + more);
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
