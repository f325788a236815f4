package org.querent.core.data.form.parquet;

import java.util.Objects;

/**
 * A range of an array that is read from front to back; what is beyond its end is refused with an
 * {@link IndexOutOfBoundsException}. Not thread-safe.
 */
final class Bytes {
  private final byte[] array;
  private final int end;
  private int position;

  Bytes(byte[] array, int from, int to) {
    Objects.checkFromToIndex(from, to, array.length);
    this.array = array;
    position = from;
    end = to;
  }

  byte[] array() {
    return array;
  }

  int position() {
    return position;
  }

  int left() {
    return end - position;
  }

  int at(int place) {
    return array[Objects.checkIndex(place, end)] & 0xff;
  }

  /** The bytes from here on, which are left behind. */
  Bytes take(int length) {
    int from = position;
    skipTo((long) from + length);
    return new Bytes(array, from, position);
  }

  void skipTo(long place) {
    if (place < position || place > end) {
      throw new IndexOutOfBoundsException("the end");
    }
    position = (int) place;
  }

  /** A whole number of so many bytes, at most 8, the lowest first. */
  long littleEndian(int length) {
    long value = 0;
    for (int n = 0; n < length; n++) {
      value |= (long) at(position + n) << 8 * n;
    }
    position += length;
    return value;
  }

  /** A whole number of at most 31 bits, seven a byte, the lowest first. */
  long varint() {
    long value = unsigned();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a number of more than 31 bits");
    }
    return value;
  }

  /** A whole number with a sign, which is its lowest bit. */
  long zigzag() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = at(position++);
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 70 bits");
  }

  /** So many bits, at most 64, from a place in bits on; nothing is left behind. */
  long bits(long from, int width) {
    long value = 0;
    int got = 0;
    while (got < width) {
      long bit = from + got;
      int place = (int) Math.min(bit >>> 3, Integer.MAX_VALUE);
      int shift = (int) (bit & 7);
      int some = Math.min(8 - shift, width - got);
      value |= (long) (at(place) >>> shift & (1 << some) - 1) << got;
      got += some;
    }
    return value;
  }
}
