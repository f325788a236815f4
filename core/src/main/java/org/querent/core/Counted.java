package org.querent.core;

import java.util.Locale;

/** Numbers of things as messages and reports write them: in the singular where it is one. */
public final class Counted {
  private Counted() {}

  /**
   * A number and what it is of, such as "1 query", "2 strategies" or "5,000 queries"; alike in
   * every language of the system.
   *
   * @param thing in the singular; its plural is regular
   */
  public static String of(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s", count, things(count, thing));
  }

  /** What so many are called, without their number. */
  public static String things(long count, String thing) {
    if (count == 1) {
      return thing;
    }
    return thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
  }

  /** The verb of so many: "is" or "are". */
  public static String are(long count) {
    return count == 1 ? "is" : "are";
  }
}
