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
 * bytes, as UTF-8, with a table of their numbers by hash: no object per text, 20 to 36 bytes beside
 * its own. Once it is read from many threads nothing is added any more.
 */
final class IdTexts implements Serializable {
  private static final long serialVersionUID = 2;

  /** One order of bytes everywhere, for tables are sent to other machines. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Where virtual machines stop, with some room. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[0];

  /** Where each text starts, and where the last one ends. */
  private final IntArrayList starts = IntArrayList.of(0);

  /**
   * The hash of a text and, in the lower half, one more than its number; or 0. A power of two, at
   * most half full. Without the hash each collision would fetch another text from memory.
   */
  private long[] table = new long[16];

  int size() {
    return starts.size() - 1;
  }

  /** The number of a text, or -1. */
  int find(byte[] text, int from, int to) {
    return numberAt(place(hash(text, from, to), text, from, to));
  }

  /**
   * The number of a text, which is added if it is new.
   *
   * @throws DatasetException if all texts would be longer than 2 GB
   */
  int add(byte[] text, int from, int to) {
    int hash = hash(text, from, to);
    int place = place(hash, text, from, to);
    if (table[place] != 0) {
      return numberAt(place);
    }
    int end = starts.getInt(size());
    if (to - from > MOST_BYTES - end) {
      throw new DatasetException("ids of more than 2 GB; number the users and the items");
    }
    bytes = ByteArrays.grow(bytes, end + to - from, end);
    System.arraycopy(text, from, bytes, end, to - from);
    starts.add(end + to - from);
    table[place] = (long) hash << Integer.SIZE | size();
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
  private int place(int hash, byte[] text, int from, int to) {
    int place = hash & (table.length - 1);
    while (table[place] != 0 && (hashAt(place) != hash || !is(numberAt(place), text, from, to))) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private int hashAt(int place) {
    return (int) (table[place] >>> Integer.SIZE);
  }

  /** The number of the text at a place, or -1. */
  private int numberAt(int place) {
    return (int) table[place] - 1;
  }

  private void enlarge() {
    long[] entries = table;
    table = new long[Math.multiplyExact(2, table.length)];
    for (long entry : entries) {
      if (entry != 0) {
        int place = (int) (entry >>> Integer.SIZE) & (table.length - 1);
        while (table[place] != 0) {
          place = (place + 1) & (table.length - 1);
        }
        table[place] = entry;
      }
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
