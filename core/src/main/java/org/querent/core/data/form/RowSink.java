package org.querent.core.data.form;

import it.unimi.dsi.fastutil.doubles.DoubleOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingScale;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.RatingsForm.Time;

/**
 * Takes the texts of ratings, of whatever form their file is, checks them and adds them to a
 * builder. What is refused is told with file, line and column, what is allowed, and the setting
 * that helps. Not thread-safe.
 */
final class RowSink {
  private final String name;
  private final RatingScale scale;
  private final RatingsForm form;
  private final RatingsBuilder ratings;
  private final Optional<OddValues> odd;
  private final RepeatCheck repeats;
  private final IntArrayList lines = new IntArrayList();
  private final Set<String> missingTexts;
  private final DoubleOpenHashSet missingNumbers = new DoubleOpenHashSet();

  /** What messages count. */
  private final String unit;

  /** No ratings are from before this, a year after 1970 in seconds. */
  private static final long EARLY = 31_536_000;

  private int missing;
  private long latest = Long.MIN_VALUE;

  /**
   * Where the parts of a rating are found, for messages.
   *
   * @param time where times are, if they are read
   */
  record Places(String user, String item, String rating, String time) {}

  /**
   * Nothing is added yet.
   *
   * @param name what messages call the file
   * @param keepsRepeats whether a pair may be rated a second time
   * @param ratings gets the ratings; what it has is of another file
   * @param odd notes what would be refused otherwise, if given
   */
  RowSink(
      String name,
      RatingScale scale,
      RatingsForm form,
      boolean keepsRepeats,
      RatingsBuilder ratings,
      Optional<OddValues> odd) {
    this.name = name;
    this.scale = scale;
    this.form = form;
    this.ratings = ratings;
    this.odd = odd;
    unit = form.kind().equals(Optional.of(Kind.PARQUET)) ? "row" : "line";
    repeats = new RepeatCheck(ratings, keepsRepeats, name, unit, lines::getInt);
    missingTexts = new HashSet<>(form.missing());
    for (String code : form.missing()) {
      double number = FieldValues.number(code, Decimal.POINT);
      if (!Double.isNaN(number)) {
        missingNumbers.add(number);
      }
    }
  }

  /**
   * Adds a rating, unless it is missing.
   *
   * @param line where it begins, from 1
   * @param time empty if there is none
   * @throws DatasetException if it is none, or not on the scale
   */
  void add(
      long line, Places places, String user, String item, String rating, Optional<String> time) {
    double value = FieldValues.number(rating, form.decimal());
    if (isMissing(rating, value)) {
      missing++;
      return;
    }
    if (Double.isNaN(value)) {
      DatasetException refusal =
          refused(
              line,
              places.rating(),
              rating,
              "a number" + (form.decimal() == Decimal.COMMA ? " with a decimal comma" : ""),
              ratingHint(rating));
      boolean otherDecimal = !Double.isNaN(FieldValues.number(rating, otherDecimal()));
      odd.orElseThrow(() -> refusal).noteRating(rating, otherDecimal, refusal);
      missing++;
      return;
    }
    if (!scale.contains(value)) {
      throw refused(
          line,
          places.rating(),
          rating,
          "a rating from " + scale.min() + " to " + scale.max(),
          String.format(
              Locale.ROOT,
              "scale: {min: ..., max: ...} says what ratings may be, missing: [%s] that this is none",
              LineSource.shown(rating)));
    }
    checkId(line, places.user(), user);
    checkId(line, places.item(), item);
    ratings.add(user, item, value, time.isPresent() ? time(line, places, time.get()) : 0);
    lines.add((int) Math.min(line, Integer.MAX_VALUE));
    repeats.added();
  }

  /** Whether this stands where there is no rating. */
  boolean isMissing(String rating) {
    return isMissing(rating, FieldValues.number(rating, form.decimal()));
  }

  /** Whether a line may be without a rating. */
  boolean allowsNone() {
    return odd.isPresent() || isMissing("");
  }

  private boolean isMissing(String rating, double value) {
    return !missingTexts.isEmpty()
        && (missingTexts.contains(rating) || missingNumbers.contains(value));
  }

  private String ratingHint(String rating) {
    if (!Double.isNaN(FieldValues.number(rating, otherDecimal()))) {
      return "decimal: " + otherDecimal().name().toLowerCase(Locale.ROOT) + " reads it";
    }
    return String.format(
        Locale.ROOT,
        "columns says which column has the ratings, header: true that the first line has none, missing: [\"%s\"] that this is none",
        LineSource.shown(rating));
  }

  private Decimal otherDecimal() {
    return form.decimal() == Decimal.POINT ? Decimal.COMMA : Decimal.POINT;
  }

  private void checkId(long line, String place, String id) {
    Optional<String> fault = Ids.fault(id);
    if (fault.isPresent()) {
      throw refused(
          line,
          place,
          id,
          "an id, any text: " + fault.get(),
          "columns says which column has the ids, columns.separator what is between columns");
    }
    if (id.indexOf('\ufffd') >= 0) {
      odd.ifPresent(OddValues::noteForeignLetters);
      throw refused(
          line,
          place,
          id,
          "text in UTF-8",
          "mend it where all else is UTF-8; encoding: latin-1 reads older text");
    }
  }

  private long time(long line, Places places, String text) {
    OptionalLong time = FieldValues.time(text, form.time(), form.decimal());
    if (time.isEmpty()) {
      String allowed =
          switch (form.time()) {
            case SECONDS -> "seconds since 1970";
            case MILLISECONDS -> "milliseconds since 1970";
            case ISO -> "a time as 2005-09-02 or 2005-09-02T10:00:00Z";
            case AUTO -> "a time as seconds or milliseconds since 1970, or as 2005-09-02 10:00:00";
          };
      DatasetException refusal =
          refused(
              line,
              places.time(),
              text,
              allowed,
              form.time() == Time.AUTO || text.isEmpty()
                  ? "without columns.timestamp times are not read"
                  : "time: auto reads times of all kinds");
      odd.orElseThrow(() -> refusal).noteNoTime(refusal);
      return 0;
    }
    odd.ifPresent(notes -> notes.noteTime(text, form.decimal()));
    latest = Math.max(latest, time.getAsLong());
    return time.getAsLong();
  }

  /**
   * Ends the file.
   *
   * @return how many ratings were missing
   * @throws DatasetException if there is no rating, a pair is there twice, or all times are too
   *     early to be milliseconds
   */
  int finish() {
    repeats.require();
    if (repeats.size() == 0) {
      odd.flatMap(OddValues::firstText)
          .ifPresent(
              refusal -> {
                throw refusal;
              });
      throw new DatasetException(
          name
              + " has no ratings"
              + (missing > 0
                  ? "; all " + missing + " are missing, as the setting missing says"
                  : ""));
    }
    if (form.time() == Time.MILLISECONDS && latest > Long.MIN_VALUE && latest < EARLY) {
      throw new DatasetException(
          name
              + ": found no time after 1970 when they are milliseconds; time: seconds, or none, reads seconds");
    }
    return missing;
  }

  /** What was wrong first, if it is a pair that repeats. */
  void requireDistinct() {
    repeats.require();
  }

  private DatasetException refused(
      long line, String place, String found, String allowed, String hint) {
    return new DatasetException(
        String.format(
            Locale.ROOT,
            "%s, %s %d, %s: found \"%s\", allowed is %s; %s",
            name,
            unit,
            line,
            place,
            LineSource.shown(found),
            allowed,
            hint));
  }
}
