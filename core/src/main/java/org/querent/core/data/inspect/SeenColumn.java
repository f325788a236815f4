package org.querent.core.data.inspect;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.querent.core.data.form.FieldValues;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Time;

/**
 * A column of a table as the first lines of its file have it.
 *
 * @param position from 1
 * @param name as the header says, or empty
 * @param kind what most of its values are
 * @param example its first value that is not empty, or empty
 * @param distinct how many values there are, each counted once
 * @param min the smallest of its numbers; infinite if it has none
 * @param max the largest
 * @param numbers which part of its values are numbers
 * @param empty which part of its values are empty
 */
public record SeenColumn(
    int position,
    String name,
    Kind kind,
    String example,
    int distinct,
    double min,
    double max,
    double numbers,
    double empty) {
  /** Times are later than this, a year after 1970: small numbers may be anything. */
  private static final double EARLIEST_TIME = 31_536_000;

  /** No rating is further from 0. */
  private static final double LARGEST_RATING = 1000;

  /** What values are. */
  public enum Kind {
    /** Nothing. */
    EMPTY("empty"),
    /** 1, 2, 3. */
    WHOLE("whole numbers"),
    /** 1.5, 2,5. */
    DECIMAL("numbers"),
    /** Seconds or milliseconds since 1970, dates. */
    TIME("times"),
    /** Any others. */
    TEXT("texts");

    private final String plural;

    Kind(String plural) {
      this.plural = plural;
    }

    /** What many of them are called. */
    public String plural() {
      return plural;
    }
  }

  /** What the values of a column are, those of the first lines. */
  static SeenColumn of(int position, String name, List<String> values) {
    Set<String> distinct = new HashSet<>(values);
    List<String> given = values.stream().filter(value -> !value.isEmpty()).toList();
    double[] numbers =
        given.stream()
            .mapToDouble(SeenColumn::number)
            .filter(number -> !Double.isNaN(number))
            .toArray();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    boolean whole = true;
    for (double number : numbers) {
      min = Math.min(min, number);
      max = Math.max(max, number);
      whole &= number == Math.rint(number);
    }
    boolean times = !given.isEmpty() && given.stream().allMatch(SeenColumn::isTime);
    Kind kind;
    if (given.isEmpty()) {
      kind = Kind.EMPTY;
    } else if (times) {
      kind = Kind.TIME;
    } else if (2 * numbers.length < given.size()) {
      kind = Kind.TEXT;
    } else {
      kind = whole ? Kind.WHOLE : Kind.DECIMAL;
    }
    double rows = Math.max(1, values.size());
    return new SeenColumn(
        position,
        name,
        kind,
        given.isEmpty() ? "" : given.get(0),
        distinct.size(),
        min,
        max,
        numbers.length / rows,
        (values.size() - given.size()) / rows);
  }

  static boolean isNumber(String text) {
    return !Double.isNaN(number(text));
  }

  /** A number with a point or a comma before its fraction, or not-a-number. */
  static double number(String text) {
    double number = FieldValues.number(text, Decimal.POINT);
    return Double.isNaN(number) ? FieldValues.number(text, Decimal.COMMA) : number;
  }

  private static boolean isTime(String text) {
    OptionalLong time = FieldValues.time(text, Time.AUTO, Decimal.POINT);
    // A whole number of seconds from before 2001 has nine digits, as ids may.
    double number = FieldValues.number(text, Decimal.POINT);
    return time.isPresent()
        && time.getAsLong() > EARLIEST_TIME
        && (Double.isNaN(number) || number > 10 * EARLIEST_TIME);
  }

  /** Whether these may be ratings, to go by what they are. */
  boolean mayBeRatings() {
    return numbers >= 0.5
        && kind != Kind.TIME
        && Math.max(Math.abs(min), Math.abs(max)) <= LARGEST_RATING;
  }

  /** Whether these may be cells of a matrix of ratings. */
  boolean mayBeCells() {
    return kind == Kind.EMPTY || mayBeRatings() || (numbers + empty == 1 && max <= LARGEST_RATING);
  }
}
