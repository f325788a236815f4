package org.querent.experiments.inspect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as text. Stateless. */
final class Amounts {
  private Amounts() {}

  /** A number as short as it can be. */
  static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** A number of at most four digits. */
  static String rounded(double number) {
    return number == 0
        ? "0"
        : new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** A size in bytes. */
  static String bytes(long bytes) {
    return bytes < 10_000
        ? String.format(Locale.ROOT, "%,d bytes", bytes)
        : bytes < 10_000_000
            ? String.format(Locale.ROOT, "%,d kB", bytes / 1000)
            : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
  }
}
