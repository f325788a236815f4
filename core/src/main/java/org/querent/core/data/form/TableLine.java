package org.querent.core.data.form;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import org.querent.core.data.form.ColumnMapping.Separator;

/**
 * Splits lines of a table in place into the ranges of their values, without the quotes and the
 * blanks around them. No value spans lines. What is asked of a value is of the line split last.
 */
final class TableLine {
  static final int UNCLOSED = -1;

  private final byte[] separator;
  private final boolean quotable;
  private final IntArrayList starts = new IntArrayList();
  private final IntArrayList ends = new IntArrayList();
  private byte[] line;
  private int end;

  TableLine(Separator separator) {
    this.separator = separator.text().getBytes(StandardCharsets.US_ASCII);
    quotable = separator.isQuotable();
  }

  /** The number of values in the range of a buffer, or {@link #UNCLOSED} if a quote is not. */
  int split(byte[] buffer, int from, int to) {
    line = buffer;
    end = to;
    starts.clear();
    ends.clear();
    int at = from;
    while (true) {
      int next = endOf(at);
      if (next < 0) {
        return UNCLOSED;
      }
      add(at, next);
      if (next == end) {
        return starts.size();
      }
      at = next + separator.length;
    }
  }

  /** Where the value that starts here ends: at a separator outside of quotes. */
  private int endOf(int start) {
    boolean quoted = false;
    int at = start;
    boolean opens = quotable && at < end && line[at] == '"';
    while (at < end && (quoted || !isSeparator(at))) {
      if (opens && line[at] == '"') {
        // A quote within quotes is doubled, so that it ends the quoting and begins it again.
        quoted = !quoted;
      }
      at++;
    }
    return quoted ? UNCLOSED : at;
  }

  private boolean isSeparator(int at) {
    return line[at] == separator[0]
        && (separator.length == 1 || (at + 1 < end && line[at + 1] == separator[1]));
  }

  private void add(int from, int to) {
    int first = from;
    int last = to;
    while (first < last && line[first] == ' ') {
      first++;
    }
    while (first < last && line[last - 1] == ' ') {
      last--;
    }
    if (last - first > 1 && line[first] == '"' && line[last - 1] == '"') {
      first++;
      last--;
    }
    starts.add(first);
    ends.add(last);
  }

  /** A value as text: UTF-8 where it is that. */
  String text(int column) {
    int start = starts.getInt(column);
    return new String(line, start, ends.getInt(column) - start, StandardCharsets.UTF_8);
  }

  /** A value that is a whole number of 1 to 18 digits, which fits a long; or -1. */
  long whole(int column) {
    return whole(starts.getInt(column), ends.getInt(column));
  }

  private long whole(int from, int to) {
    if (to == from || to - from > 18) {
      return -1;
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      if (line[at] < '0' || line[at] > '9') {
        return -1;
      }
      value = 10 * value + (line[at] - '0');
    }
    return value;
  }

  /** A value that is a decimal fraction, perhaps with a sign, without exponent; or not-a-number. */
  double decimal(int column) {
    int from = starts.getInt(column);
    int to = ends.getInt(column);
    boolean negative = from < to && line[from] == '-';
    int first = negative ? from + 1 : from;
    int point = first;
    while (point < to && line[point] != '.') {
      point++;
    }
    long whole = whole(first, point);
    long fraction = point == to ? 0 : whole(point + 1, to);
    if (whole < 0 || fraction < 0) {
      return Double.NaN;
    }
    double value = Decimals.of(whole, fraction, Math.max(0, to - point - 1));
    return negative ? -value : value;
  }
}
