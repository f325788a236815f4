package org.querent.core.data.form;

import java.util.Arrays;
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
  private byte[] line = {};
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

    /** If that was a text: files are mostly in the order of users, and it need not be looked at. */
    private final byte[] last = new byte[Ids.LONGEST];

    /** The bytes of it, or 0. */
    private int length;

    private boolean isAgain(byte[] line, int end) {
      return length > 0
          && from + length <= end
          && Arrays.equals(line, from, from + length, last, 0, length);
    }
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
    if (!user.ascii || !item.ascii) {
      ratings.add(decoded(user), decoded(item), rating, timestamp);
      return;
    }
    ratings.addIndexed(
        user.number == NONE ? ratings.user(line, user.from, user.to) : ratings.user(user.number),
        item.number == NONE ? ratings.item(line, item.from, item.to) : ratings.item(item.number),
        rating,
        timestamp);
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
    if (id.isAgain(line, end) && isEnd(id.from + id.length)) {
      at = id.from + id.length;
      id.to = at;
      return true;
    }
    id.length = 0;
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
    id.number = NONE;
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
    id.ascii = all >= 0;
    if (id.to == id.from
        || line[id.from] == ' '
        || line[id.to - 1] == ' '
        || !isEnd(at)
        || !(id.ascii ? id.to - id.from <= Ids.LONGEST : isUnmarked(decoded(id)))) {
      return false;
    }
    id.length = id.to - id.from;
    System.arraycopy(line, id.from, id.last, 0, id.length);
    return true;
  }

  /** Whether a text ends here; of three colons it is not told which are the separator. */
  private boolean isEnd(int place) {
    return isSeparator(place) && !(separatorLength > 1 && isSeparator(place + 1));
  }

  /** A whole number of 1 to 18 digits, which fits a long; or {@link #NONE}. */
  private long whole() {
    int first = at;
    int last = Math.min(end, first + 18);
    // In a local, which stays in a register.
    int place = first;
    long value = 0;
    while (place < last && line[place] >= '0' && line[place] <= '9') {
      value = 10 * value + (line[place++] - '0');
    }
    at = place;
    return place > first ? value : NONE;
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
