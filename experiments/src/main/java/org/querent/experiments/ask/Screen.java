package org.querent.experiments.ask;

import java.util.ArrayList;
import java.util.List;

/**
 * What a conversation is shown on.
 *
 * @param isTerminal whether what a person types is seen there already
 * @param isBold whether letters may be bold
 * @param hasBlocks whether more than ASCII is shown
 * @param width how many letters fit on a line
 */
public record Screen(boolean isTerminal, boolean isBold, boolean hasBlocks, int width) {
  /** Lines of any length, of plain text. */
  public static final Screen PLAIN = new Screen(false, false, false, Integer.MAX_VALUE);

  private static final int NARROWEST = 40;
  private static final int LONGEST_BAR = 30;

  /** Refuses nothing: what is narrower than anybody reads on is taken for as wide as that. */
  public Screen {
    width = Math.max(NARROWEST, width);
  }

  /** Bold, where that is to be had. */
  String bold(String text) {
    return isBold ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** A text filled up with blanks to so many letters. */
  String filled(String text, int length) {
    return text + " ".repeat(Math.max(0, length - text.codePointCount(0, text.length())));
  }

  /**
   * A text in pieces of so many letters at most, broken between words, and within those that are
   * longer; whole where lines have no end.
   */
  List<String> pieces(String text, int length) {
    if (width == Integer.MAX_VALUE) {
      return List.of(text);
    }
    List<String> pieces = new ArrayList<>();
    String rest = text;
    while (rest.codePointCount(0, rest.length()) > length) {
      int end = rest.offsetByCodePoints(0, length);
      int blank = rest.lastIndexOf(' ', end);
      String piece = rest.substring(0, blank > 0 ? blank : end);
      pieces.add(piece);
      rest = rest.substring(piece.length()).stripLeading();
    }
    pieces.add(rest);
    return pieces;
  }

  /** A text on as many lines as it takes, each behind a margin, broken between words. */
  public List<String> lines(String margin, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(margin);
    for (String word : text.split(" ")) {
      boolean begins = line.length() == margin.length();
      if (!begins && (long) line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(margin);
        begins = true;
      }
      line.append(begins ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * A bar of which a part is filled: wholly no sooner than the part is 100 % when it is rounded.
   *
   * @param beside how much of the line is taken already
   */
  String bar(double part, int beside) {
    int length = Math.max(1, Math.min(LONGEST_BAR, width - beside));
    int most = Math.round(100 * part) < 100 ? length - 1 : length;
    int full = (int) Math.min(most, Math.round(length * part));
    return hasBlocks
        ? "\u2588".repeat(full) + "\u2591".repeat(length - full)
        : "[" + "#".repeat(full) + ".".repeat(length - full) + "]";
  }
}
