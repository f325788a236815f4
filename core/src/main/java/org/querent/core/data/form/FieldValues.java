package org.querent.core.data.form;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Time;

/** Numbers and times as people write them. Stateless. */
public final class FieldValues {
  /** Longer numbers are none that a person or a program writes. */
  private static final int LONGEST = 400;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,4})?");

  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,12})?)?"
              + " ?(Z|z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");

  /** In seconds a year after 5000, in milliseconds the spring of 1973. */
  private static final double MILLISECONDS_FROM = 1e11;

  private FieldValues() {}

  /** A number, perhaps with sign and exponent; or not-a-number. */
  public static double number(String text, Decimal decimal) {
    String point = decimal == Decimal.COMMA ? text.replace(',', '.') : text;
    boolean isNumber =
        text.length() <= LONGEST
            && (decimal == Decimal.POINT || text.indexOf('.') < 0)
            && NUMBER.matcher(point).matches();
    return isNumber ? Double.parseDouble(point) : Double.NaN;
  }

  /** A time in seconds since 1970; empty if it is none. */
  public static OptionalLong time(String text, Time time, Decimal decimal) {
    double number = time == Time.ISO ? Double.NaN : number(text, decimal);
    if (Double.isNaN(number)) {
      return time == Time.ISO || time == Time.AUTO ? iso(text) : OptionalLong.empty();
    }
    boolean milliseconds =
        time == Time.MILLISECONDS || (time == Time.AUTO && Math.abs(number) >= MILLISECONDS_FROM);
    double seconds = Math.floor(milliseconds ? number / 1000 : number);
    return Math.abs(seconds) < MILLISECONDS_FROM
        ? OptionalLong.of((long) seconds)
        : OptionalLong.empty();
  }

  private static OptionalLong iso(String text) {
    Matcher iso = ISO.matcher(text);
    if (text.length() > LONGEST || !iso.matches()) {
      return OptionalLong.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              part(iso, 1), part(iso, 2), part(iso, 3), part(iso, 4), part(iso, 5), part(iso, 6));
      return OptionalLong.of(local.toEpochSecond(zone(iso.group(7))));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static int part(Matcher iso, int group) {
    return Optional.ofNullable(iso.group(group)).map(Integer::parseInt).orElse(0);
  }

  private static ZoneOffset zone(String text) {
    boolean greenwich = text == null || Character.isLetter(text.charAt(0));
    return greenwich ? ZoneOffset.UTC : ZoneOffset.of(text);
  }
}
