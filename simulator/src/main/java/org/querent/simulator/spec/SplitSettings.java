package org.querent.simulator.spec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.querent.core.settings.Setting;

/**
 * How the ratings are parted: holdout, known at the start, and the rest, which is the pool.
 *
 * @param test the part of the ratings held out: of all, or of each newcomer's, then at least one
 * @param initial the number of ratings known at the start, where there are no newcomers; where
 *     there are, all ratings of the others are known
 * @param by what decides which rating goes where
 * @param newcomers the part of all users or items that are new, where the protocol has newcomers
 * @param leaveOut how many ratings of each user, or of each newcomer, are held out in the place of
 *     a part of all
 * @param at the instant from which on ratings are held out, in the place of a part: an ISO 8601
 *     date, date and time, or seconds since 1970
 */
public record SplitSettings(
    @Setting(value = "part of the ratings held out for evaluation", min = 1e-6, max = 0.999999)
        double test,
    @Setting(value = "number of ratings known at the start", min = 1) int initial,
    @Setting("what decides which rating goes where: chance, or time, the latest being held out")
        By by,
    @Setting(
            value = "part of all users (items) that are new under cold-start (new-items)",
            min = 1e-6,
            max = 0.999999)
        double newcomers,
    @Setting(
            value =
                "ratings held out of each user who has more (of each new user or item), in the place of test",
            min = 1)
        Optional<Integer> leaveOut,
    @Setting(
            "date, date and time, or seconds since 1970 from which on is held out, in place of test")
        Optional<String> at) {
  /** Without a zone, that of Greenwich. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  /** What decides which rating goes where. */
  public enum By {
    /** Chance, anew for every seed. */
    RANDOM,
    /** Time: the first are known, the last are held out, the latest users or items are new. */
    TIME
  }

  /**
   * Refuses what is no instant, and two ways to hold out.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public SplitSettings {
    if (leaveOut.isPresent() && at.isPresent()) {
      throw new IllegalArgumentException("give either leave-out or at, not both");
    }
    at.ifPresent(SplitSettings::seconds);
  }

  /** A part of all ratings, or of those of each newcomer, is held out. */
  public SplitSettings(double test, int initial, By by, double newcomers) {
    this(test, initial, by, newcomers, Optional.empty(), Optional.empty());
  }

  /** Whether {@link #test} has a use. */
  public boolean holdsPartOut() {
    return leaveOut.isEmpty() && at.isEmpty();
  }

  /** The instant from which on ratings are held out, in seconds since 1970. */
  public OptionalLong instant() {
    return at.stream().mapToLong(SplitSettings::seconds).findFirst();
  }

  private static long seconds(String text) {
    if (text.matches("-?[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    try {
      TemporalAccessor read =
          TIME.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from);
      if (read instanceof Instant instant) {
        return instant.getEpochSecond();
      } else if (read instanceof LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
      }
      return ((LocalDate) read).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "at: found "
              + text.substring(0, Math.min(text.length(), 40))
              + ", allowed a date such as 2015-01-31, a date and time such as 2015-01-31T12:00:00Z,"
              + " or seconds since 1970",
          e);
    }
  }

  /** What holds where an experiment says nothing. */
  public static final SplitSettings DEFAULTS = new SplitSettings(0.25, 2000, By.RANDOM, 0.2);
}
