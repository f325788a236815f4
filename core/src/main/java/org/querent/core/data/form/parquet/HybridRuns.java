package org.querent.core.data.form.parquet;

/**
 * Small numbers of a fixed width in bits, in runs that either repeat one or pack eight by eight,
 * from the lowest bit on: levels and places in a dictionary. Not thread-safe.
 */
final class HybridRuns {
  private final Bytes bytes;
  private final int width;
  private boolean packed;
  private long left;
  private int repeated;

  /** Where the next packed number begins, in bits. */
  private long bit;

  HybridRuns(Bytes bytes, int width) {
    this.bytes = bytes;
    this.width = width;
  }

  int next() {
    while (left == 0) {
      startRun();
    }
    left--;
    if (!packed) {
      return repeated;
    }
    int value = (int) bytes.bits(bit, width);
    bit += width;
    return value;
  }

  private void startRun() {
    if (packed) {
      bytes.skipTo((bit + 7) >>> 3);
    }
    long header = bytes.varint();
    packed = (header & 1) != 0;
    left = packed ? (header >>> 1) * 8 : header >>> 1;
    if (packed) {
      bit = 8L * bytes.position();
    } else {
      repeated = (int) bytes.littleEndian((width + 7) >>> 3);
    }
  }
}
