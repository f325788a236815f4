package org.querent.experiments.report;

import java.util.List;
import java.util.Locale;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.Verdict;

/** Makes texts of users fit for a format. */
final class Texts {
  private static final int LONGEST_LABEL = 60;

  private Texts() {}

  /** How files and commands call a method. */
  static String name(IntervalMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  /** How tables and files call a verdict. */
  static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** Replaces control characters, most of which XML does not allow at all. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]", "\uFFFD");
  }

  /** Shortens a text to what fits in a figure. */
  static String label(String text) {
    String printable = printable(text);
    return printable.codePointCount(0, printable.length()) <= LONGEST_LABEL
        ? printable
        : printable.substring(0, printable.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  /** A number of things, such as "1 seed" or "2 seeds". */
  static String counted(int count, String thing) {
    return Numbers.count(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /** Names with commas, and "and" before the last. */
  static String enumerated(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** Escapes JSON so that no text in it can end or nest the script element around it. */
  static String inScript(String json) {
    return json.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
