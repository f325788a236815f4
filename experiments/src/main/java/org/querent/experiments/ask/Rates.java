package org.querent.experiments.ask;

import java.util.Locale;
import java.util.OptionalDouble;

/** Ratings as people write and read them. */
final class Rates {
  private Rates() {}

  /** The shortest form, as 4 and 3.5. */
  static String text(double rating) {
    String text = Double.toString(rating);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** With one decimal more than a step of most scales has. */
  static String shortened(double rating) {
    return String.format(Locale.ROOT, "%.2f", rating);
  }

  /** What is added or taken away, with a sign and two decimals. */
  static String signed(double difference) {
    return String.format(Locale.ROOT, "%+.2f", difference).replace('-', '\u2212');
  }

  /** The number that somebody wrote, with a point or a comma; empty if it is none. */
  static OptionalDouble read(String text) {
    String number = text.replace(',', '.');
    return number.matches("[+-]?(\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9})")
        ? OptionalDouble.of(Double.parseDouble(number))
        : OptionalDouble.empty();
  }
}
