package org.querent.experiments.report.table;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.querent.experiments.statistics.Interval;

/**
 * Comma-separated values (RFC 4180, but for lines that end as everywhere else here), numbers in
 * full precision, and nothing in a field where there is no value.
 *
 * <p>Texts are written as they are, for programs that look them up. That is safe in a spreadsheet,
 * too, which takes a field that begins with one of = + - @ for a formula: the labels of strategies
 * begin with a letter or a digit, as the reader of experiments demands. What a data set calls its
 * items may begin with anything, and is {@link #foreign}.
 */
public final class Csv {
  /** What a spreadsheet would compute, but for plain numbers. */
  private static final Pattern FORMULA = Pattern.compile("^(?:[=@\\t\\r]|[+-](?![0-9.]+$))");

  private final StringBuilder csv = new StringBuilder();
  private boolean first = true;

  /** A table of a header alone. */
  public Csv(String... columns) {
    for (String column : columns) {
      text(column);
    }
    end();
  }

  /** A field, quoted where it has to be. */
  public Csv text(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return field(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
  }

  /** A text of a data set; before one that a spreadsheet would compute stands an apostrophe. */
  public Csv foreign(String text) {
    return text((FORMULA.matcher(text).find() ? "'" : "") + text);
  }

  /** A field of a whole number. */
  public Csv number(long value) {
    return field(Long.toString(value));
  }

  /** A field of a number in full precision. */
  public Csv number(double value) {
    return field(Double.toString(value));
  }

  /** A field of a number in full precision, or an empty one. */
  public Csv number(OptionalDouble value) {
    return field(value.isPresent() ? Double.toString(value.getAsDouble()) : "");
  }

  /** A field of a whole number, or an empty one. */
  public Csv number(OptionalInt value) {
    return field(value.isPresent() ? Integer.toString(value.getAsInt()) : "");
  }

  /** Three fields: the mean and its bounds, which a single value does not have. */
  public Csv interval(Interval interval) {
    number(interval.mean());
    return interval.hasBounds()
        ? number(interval.low()).number(interval.high())
        : field("").field("");
  }

  /** Three fields: the mean and its bounds, or nothing in all of them. */
  public Csv interval(Optional<Interval> interval) {
    return interval.isPresent() ? interval(interval.get()) : field("").field("").field("");
  }

  /** Ends a line. */
  public void end() {
    csv.append('\n');
    first = true;
  }

  @Override
  public String toString() {
    return csv.toString();
  }

  private Csv field(String field) {
    csv.append(first ? "" : ",").append(field);
    first = false;
    return this;
  }
}
