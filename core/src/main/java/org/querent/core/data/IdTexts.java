package org.querent.core.data;

import it.unimi.dsi.fastutil.bytes.ByteArrays;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Different texts, numbered from 0 in the order in which they were added. All are in one array of
 * bytes, as UTF-8, with a table of their numbers by hash: no object per text, 12 to 20 bytes beside
 * its own. Once it is read from many threads nothing is added any more.
 */
final class IdTexts implements Serializable {
  private static final long serialVersionUID = 1;

  /** One order of bytes everywhere, for tables are sent to other machines. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Where virtual machines stop, with some room. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[0];

  /** Where each text starts, and where the last one ends. */
  private final IntArrayList starts = IntArrayList.of(0);

  /** One more than the number of a text, or 0: a power of two, at most half full. */
  private int[] table = new int[16];

  int size() {
    return starts.size() - 1;
  }

  /** The number of a text, or -1. */
  int find(byte[] text, int from, int to) {
    return table[place(text, from, to)] - 1;
  }

  /**
   * The number of a text, which is added if it is new.
   *
   * @throws DatasetException if all texts would be longer than 2 GB
   */
  int add(byte[] text, int from, int to) {
    int place = place(text, from, to);
    if (table[place] > 0) {
      return table[place] - 1;
    }
    int end = starts.getInt(size());
    if (to - from > MOST_BYTES - end) {
      throw new DatasetException("ids of more than 2 GB; number the users and the items");
    }
    bytes = ByteArrays.grow(bytes, end + to - from, end);
    System.arraycopy(text, from, bytes, end, to - from);
    starts.add(end + to - from);
    table[place] = size();
    if (2L * size() > table.length) {
      enlarge();
    }
    return size() - 1;
  }

  boolean is(int number, byte[] text, int from, int to) {
    return Arrays.equals(bytes, starts.getInt(number), starts.getInt(number + 1), text, from, to);
  }

  String get(int number) {
    int start = starts.getInt(number);
    return new String(bytes, start, starts.getInt(number + 1) - start, StandardCharsets.UTF_8);
  }

  /** The place of a text in the table, or the empty one where it would be. */
  private int place(byte[] text, int from, int to) {
    int place = hash(text, from, to) & (table.length - 1);
    while (table[place] > 0 && !is(table[place] - 1, text, from, to)) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private void enlarge() {
    table = new int[Math.multiplyExact(2, table.length)];
    for (int number = 0; number < size(); number++) {
      int place = hash(bytes, starts.getInt(number), starts.getInt(number + 1));
      place &= table.length - 1;
      while (table[place] > 0) {
        place = (place + 1) & (table.length - 1);
      }
      table[place] = number + 1;
    }
  }

  /** Eight bytes at a time, each folded into the product of a full multiplication. */
  private static int hash(byte[] text, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(text, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | text[at] & 0xff;
    }
    hash = mixed(hash ^ rest);
    return (int) (hash ^ hash >>> Integer.SIZE);
  }

  private static long mixed(long value) {
    long golden = 0x9e3779b97f4a7c15L;
    return value * golden ^ Math.multiplyHigh(value, golden);
  }
}
