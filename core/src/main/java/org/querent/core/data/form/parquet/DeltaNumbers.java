package org.querent.core.data.form.parquet;

/**
 * Whole numbers as differences, in blocks with a least difference and parts of fixed widths in
 * bits. Not thread-safe.
 */
final class DeltaNumbers {
  private final Bytes bytes;
  private final int parts;
  private final int partSize;
  private final long count;
  private long value;
  private long read;

  /** Where the widths of the parts of the present block are. */
  private int widths;

  private int part;
  private long least;
  private int inPart;

  /** Where the present part begins. */
  private long start;

  DeltaNumbers(Bytes bytes) {
    this.bytes = bytes;
    long block = bytes.varint();
    long blockParts = bytes.varint();
    count = bytes.varint();
    value = bytes.zigzag();
    if (blockParts < 1 || block < 8 || block > 1 << 20 || block % (8 * blockParts) != 0) {
      throw new IllegalArgumentException("differences in blocks of " + block);
    }
    parts = (int) blockParts;
    partSize = (int) (block / blockParts);
    part = parts - 1;
    inPart = partSize;
    start = bytes.position();
  }

  long count() {
    return count;
  }

  long next() {
    if (read >= count) {
      throw new IllegalArgumentException("fewer differences than values");
    }
    if (read++ == 0) {
      return value;
    }
    if (inPart == partSize) {
      startPart();
    }
    int width = width();
    value += least + bytes.bits(8 * start + (long) inPart * width, width);
    inPart++;
    return value;
  }

  private void startPart() {
    if (read > 2) {
      start = end();
    }
    part++;
    inPart = 0;
    if (part == parts) {
      bytes.skipTo(start);
      least = bytes.zigzag();
      widths = bytes.position();
      bytes.skipTo((long) widths + parts);
      start = bytes.position();
      part = 0;
    }
  }

  private int width() {
    int width = bytes.at(widths + part);
    if (width > Long.SIZE) {
      throw new IllegalArgumentException("numbers of " + width + " bits");
    }
    return width;
  }

  /** After the last part that has been begun. */
  long end() {
    return read < 2 ? start : start + (long) partSize * width() / 8;
  }
}
