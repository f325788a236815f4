package org.querent.core.data.form;

import java.util.stream.DoubleStream;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingsBuilder;

/**
 * Parses one line of a rating file in place: user, item, rating and, unless it is left out, time.
 * Ids are any texts that cannot be taken for something else: without the separator, quotes, control
 * characters, and blanks at an end. Nothing is allocated but for ids that are no ASCII.
 */
final class RatingLine {
  /** Up to 10^18, as doubles, which they are exactly. */
  private static final double[] POWERS =
      DoubleStream.iterate(1, power -> 10 * power).limit(19).toArray();

  /** Up to here doubles are all whole numbers there are. */
  private static final double LARGEST_WHOLE = 1L << 53;

  /** What a whole number is not. */
  private static final long NONE = -1;

  private static final byte DELETE = 0x7f;

  private final byte separator;
  private final int separatorLength;
  private byte[] line;
  private int at;
  private int end;

  private final Id user = new Id();
  private final Id item = new Id();
  private double rating;
  private long timestamp;

  /** An id of the last line: where it is, and the number that it is, or {@link #NONE}. */
  private static final class Id {
    private int from;
    private int to;
    private long number;
    private boolean ascii;
  }

  RatingLine(char separator, int separatorLength) {
    this.separator = (byte) separator;
    this.separatorLength = separatorLength;
  }

  /** Parses the range of a buffer; false if it is not a rating. */
  boolean parse(byte[] buffer, int from, int to) {
    line = buffer;
    at = from;
    end = to;
    if (!id(user) || !separator() || !id(item) || !separator()) {
      return false;
    }
    rating = decimal();
    timestamp = 0;
    if (at < end) {
      if (!separator()) {
        return false;
      }
      timestamp = whole();
    }
    return !Double.isNaN(rating) && timestamp >= 0 && at == end;
  }

  /** The rating of the line parsed last. */
  double rating() {
    return rating;
  }

  /** Adds the rating; the buffer still has the line. */
  void addTo(RatingsBuilder ratings) {
    if (user.number >= 0 && item.number >= 0) {
      ratings.add(user.number, item.number, rating, timestamp);
    } else if (user.ascii && item.ascii) {
      ratings.add(line, user.from, user.to, item.from, item.to, rating, timestamp);
    } else {
      ratings.add(decoded(user), decoded(item), rating, timestamp);
    }
  }

  /** A mark of the order of bytes is none where a file begins inside of another. */
  private static boolean isUnmarked(String id) {
    return Ids.fault(id).isEmpty() && id.charAt(0) != '\ufeff';
  }

  private String decoded(Id id) {
    return LineSource.text(line, id.from, id.to);
  }

  private boolean separator() {
    if (!isSeparator(at)) {
      return false;
    }
    at += separatorLength;
    return true;
  }

  private boolean isSeparator(int place) {
    return place + separatorLength <= end
        && line[place] == separator
        && line[place + separatorLength - 1] == separator;
  }

  /** Moves behind an id; false if there is none. */
  private boolean id(Id id) {
    id.from = at;
    id.number = whole();
    // A zero in front is a part of the id: 01 is another than 1.
    if (id.number == NONE || !isSeparator(at) || (line[id.from] == '0' && at - id.from > 1)) {
      return text(id);
    }
    id.to = at;
    id.ascii = true;
    return true;
  }

  private boolean text(Id id) {
    int place = id.from;
    byte all = 0;
    while (place < end && !isSeparator(place)) {
      byte unit = line[place++];
      if ((unit >= 0 && unit < ' ') || unit == DELETE || unit == '"') {
        return false;
      }
      all |= unit;
    }
    at = place;
    id.to = place;
    id.number = NONE;
    id.ascii = all >= 0;
    return id.to > id.from
        && line[id.from] != ' '
        && line[id.to - 1] != ' '
        // Of three colons it is not told which are the separator.
        && !(separatorLength > 1 && isSeparator(at + 1))
        && (id.ascii ? id.to - id.from <= Ids.LONGEST : isUnmarked(decoded(id)));
  }

  /** A whole number of 1 to 18 digits, which fits a long; or {@link #NONE}. */
  private long whole() {
    int first = at;
    long value = 0;
    while (at < end && line[at] >= '0' && line[at] <= '9' && at - first < 18) {
      value = 10 * value + (line[at++] - '0');
    }
    return at > first ? value : NONE;
  }

  /** A decimal fraction, perhaps with a sign, without exponent; or not-a-number. */
  private double decimal() {
    boolean signed = at < end && (line[at] == '-' || line[at] == '+');
    boolean negative = signed && line[at] == '-';
    at += signed ? 1 : 0;
    long whole = whole();
    double value = whole;
    if (at < end && line[at] == '.') {
      at++;
      int first = at;
      long fraction = whole();
      if (whole == NONE && fraction == NONE) {
        return Double.NaN;
      }
      value = decimal(Math.max(0, whole), Math.max(0, fraction), at - first);
    } else if (whole == NONE) {
      return Double.NaN;
    }
    return negative ? -value : value;
  }

  /**
   * The number before and behind the point, together: the double nearest to it if it has up to
   * fifteen digits, as Java's own parser finds it, or at most the next but one.
   *
   * @param digits behind the point, leading zeros included; at most 18
   */
  private static double decimal(long whole, long fraction, int digits) {
    double shifted = whole * POWERS[digits] + fraction;
    return shifted < LARGEST_WHOLE ? shifted / POWERS[digits] : whole + fraction / POWERS[digits];
  }
}
