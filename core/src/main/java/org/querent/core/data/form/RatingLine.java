package org.querent.core.data.form;

/**
 * Parses one line of a rating file in place: user, item, rating and, unless it is left out, time.
 */
final class RatingLine implements RatingParser {
  private final byte separator;
  private final int separatorLength;
  private byte[] line;
  private int at;
  private int end;

  long user;
  long item;
  double rating;
  long timestamp;

  RatingLine(char separator, int separatorLength) {
    this.separator = (byte) separator;
    this.separatorLength = separatorLength;
  }

  @Override
  public boolean parse(byte[] buffer, int from, int to) {
    line = buffer;
    at = from;
    end = to;
    long u = whole();
    if (u < 0 || !separator()) {
      return false;
    }
    long i = whole();
    if (i < 0 || !separator()) {
      return false;
    }
    double r = decimal();
    long t = 0;
    if (at < end) {
      if (!separator()) {
        return false;
      }
      t = whole();
    }
    user = u;
    item = i;
    rating = r;
    timestamp = t;
    return r >= 0 && t >= 0 && at == end;
  }

  @Override
  public String complaint(String line) {
    return ": found \"" + line + "\", which is not a user, an item, a rating and a time";
  }

  @Override
  public long user() {
    return user;
  }

  @Override
  public long item() {
    return item;
  }

  @Override
  public double rating() {
    return rating;
  }

  @Override
  public long timestamp() {
    return timestamp;
  }

  private boolean separator() {
    for (int n = 0; n < separatorLength; n++) {
      if (at >= end || line[at] != separator) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** A whole number of 1 to 18 digits, which fits a long; or -1. */
  private long whole() {
    int first = at;
    long value = 0;
    while (at < end && line[at] >= '0' && line[at] <= '9' && at - first < 18) {
      value = 10 * value + (line[at++] - '0');
    }
    return at > first ? value : -1;
  }

  /** A decimal fraction without sign and exponent; or -1. */
  private double decimal() {
    long value = whole();
    if (value < 0 || at >= end || line[at] != '.') {
      return value;
    }
    at++;
    int first = at;
    long fraction = whole();
    return fraction < 0 ? -1 : Decimals.of(value, fraction, at - first);
  }
}
