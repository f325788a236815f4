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

  /** A text in so many letters: filled up with blanks, or cut where lines have an end. */
  String fitted(String text, int length) {
    int own = text.codePointCount(0, text.length());
    if (own <= length) {
      return text + " ".repeat(length - own);
    } else if (width == Integer.MAX_VALUE) {
      return text;
    }
    String end = hasBlocks ? "\u2026" : "...";
    return text.substring(0, text.offsetByCodePoints(0, length - end.length())).stripTrailing()
        + end;
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
