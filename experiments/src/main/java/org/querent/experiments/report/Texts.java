package org.querent.experiments.report;

import com.samskivert.mustache.Escapers;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.PairwiseComparison.Verdict;

/** Makes texts of users fit for a format. */
public final class Texts {
  private static final int LONGEST_LABEL = 60;

  /**
   * What ends a line, is not seen, or turns the direction of what follows, by which a text can look
   * like another; but for what joins letters.
   */
  private static final String UNSEEN =
      "\\p{Zl}\\p{Zp}\\p{Cs}\\uFFFE\\uFFFF[\\p{Cf}&&[^\\u200C\\u200D]]";

  private static final Pattern NOT_VISIBLE = Pattern.compile("[[\\p{Cc}&&[^\n\t]]" + UNSEEN + "]");
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}" + UNSEEN + "]");

  private Texts() {}

  /** How files and commands call a method. */
  public static String name(IntervalMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  /** How tables and files call a verdict. */
  public static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Replaces control characters, most of which XML does not allow at all, and what is not seen; a
   * tab is a blank.
   */
  public static String printable(String text) {
    return NOT_PRINTABLE.matcher(text.replace('\t', ' ')).replaceAll("\uFFFD");
  }

  /** A text in HTML, on as many lines as it has. */
  public static String inHtml(String text) {
    return Escapers.HTML.escape(NOT_VISIBLE.matcher(text).replaceAll("\uFFFD"));
  }

  /** Shortens a text to what fits in a figure. */
  public static String label(String text) {
    return label(text, LONGEST_LABEL);
  }

  /**
   * Shortens a text.
   *
   * @param longest how many letters it may have
   */
  public static String label(String text, int longest) {
    String printable = printable(text);
    return printable.codePointCount(0, printable.length()) <= longest
        ? printable
        : printable.substring(0, printable.offsetByCodePoints(0, longest - 1)) + "…";
  }

  /** Names with commas, and "and" before the last. */
  public static String enumerated(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static String inJson(String text) {
    return text.chars()
        .mapToObj(unit -> "\\\\u" + HexFormat.of().toHexDigits((char) unit))
        .collect(Collectors.joining());
  }

  /** Escapes JSON so that no text in it can end or nest the script element around it. */
  public static String inScript(String json) {
    return NOT_VISIBLE
        .matcher(json)
        .replaceAll(match -> inJson(match.group()))
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e");
  }
}
