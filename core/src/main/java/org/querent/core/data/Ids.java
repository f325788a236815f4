package org.querent.core.data;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Original ids and their dense indices, numbered in order of first appearance. An id is a text of
 * one character or more, compared exactly: {@code 01} is not {@code 1}, nor is {@code 1.0}. Whole
 * numbers of at most 18 digits, written as programs write them, are kept as numbers, in 12 to 24
 * bytes; others as UTF-8, in 36 to 60 beside their own. Once it is read from many threads nothing
 * is added any more.
 */
public final class Ids implements Serializable {
  private static final long serialVersionUID = 3;

  /** The most bytes of an id, as UTF-8. */
  public static final int LONGEST = 1024;

  /** Where a table of all smaller ids would be larger than the cache of a processor. */
  private static final int SMALL = 1 << 20;

  private static final int MOST_DIGITS = 18;

  /** What is nearer to 0 has at most 18 digits. */
  private static final long TOO_LONG = 1_000_000_000_000_000_000L;

  /** Stands for a text that is no number; and, with its number added, for that text. */
  private static final long TEXT = Long.MIN_VALUE;

  /** By index: a number, or {@link #TEXT} and the number of a text, which is less than 2^31. */
  private final LongArrayList ids = new LongArrayList();

  private final Long2IntOpenHashMap indices = new Long2IntOpenHashMap();

  /** One more than the index of each small id, or 0: data sets mostly have nothing but such. */
  private int[] indicesOfSmall = new int[0];

  private final IdTexts texts = new IdTexts();
  private final IntArrayList indicesOfTexts = new IntArrayList();

  /** The index added last: files are mostly in the order of users, which spares a look-up. */
  private int last = -1;

  /** What {@link #ids} has of it, which is no longer at hand where they are many; or no id. */
  private long lastId = Long.MAX_VALUE;

  Ids() {
    indices.defaultReturnValue(-1);
  }

  /**
   * Ids in the order of their indices.
   *
   * @throws IllegalArgumentException if one is there twice
   */
  public static Ids of(long[] ids) {
    Ids all = new Ids();
    for (long id : ids) {
      int size = all.size();
      if (all.add(id) != size) {
        throw new IllegalArgumentException("the id " + id + " twice");
      }
    }
    return all;
  }

  /**
   * Ids in the order of their indices.
   *
   * @throws IllegalArgumentException if one is there twice, or is none; see {@link #fault}
   */
  public static Ids of(Collection<String> ids) {
    Ids all = new Ids();
    for (String id : ids) {
      int size = all.size();
      if (all.add(id) != size) {
        throw new IllegalArgumentException("the id " + id + " twice");
      }
    }
    return all;
  }

  /**
   * Why a text cannot be an id, as the end of a sentence; empty if it can. Ids are not empty, no
   * longer than {@link #LONGEST} bytes, and have no half of a character.
   */
  public static Optional<String> fault(String id) {
    if (id.isEmpty()) {
      return Optional.of("an id must not be empty");
    }
    int bytes = 0;
    for (int at = 0; at < id.length(); at++) {
      char c = id.charAt(at);
      if (Character.isHighSurrogate(c)
          && at + 1 < id.length()
          && Character.isLowSurrogate(id.charAt(at + 1))) {
        bytes += 4;
        at++;
      } else if (Character.isSurrogate(c)) {
        return Optional.of("an id must be valid Unicode");
      } else {
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
      if (bytes > LONGEST) {
        return Optional.of("an id must not be longer than " + LONGEST + " bytes");
      }
    }
    return Optional.empty();
  }

  /** These ids and then another, in a table of their own. */
  Ids plus(String id) {
    Ids all = select(IntStream.range(0, size()).toArray());
    all.add(id);
    return all;
  }

  /** Some of these ids, none of them twice, in another order. */
  Ids select(int[] indices) {
    Ids some = new Ids();
    for (int index : indices) {
      long id = ids.getLong(index);
      if (isText(id)) {
        some.add(idOf(index));
      } else {
        some.add(id);
      }
    }
    return some;
  }

  /** The index of an id, which is added if it is new. */
  int add(long id) {
    if (id <= -TOO_LONG || id >= TOO_LONG) {
      return add(Long.toString(id));
    }
    if (id == lastId) {
      return last;
    }
    last = find(id);
    if (last < 0) {
      last = ids.size();
      ids.add(id);
      put(id, last);
    }
    lastId = id;
    return last;
  }

  private void put(long id, int index) {
    if (id < 0 || id >= SMALL) {
      indices.put(id, index);
      return;
    }
    indicesOfSmall = IntArrays.grow(indicesOfSmall, (int) id + 1);
    indicesOfSmall[(int) id] = index + 1;
  }

  /**
   * The index of an id, which is added if it is new.
   *
   * @throws IllegalArgumentException if it is none
   */
  int add(String id) {
    fault(id)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return add(bytes, 0, bytes.length);
  }

  /** The index of the id that a range of bytes is, as UTF-8; it is added if it is new. */
  int add(byte[] text, int from, int to) {
    long number = number(text, from, to);
    if (number != TEXT) {
      return add(number);
    }
    if (isText(lastId) && texts.is(textOf(lastId), text, from, to)) {
      return last;
    }
    int found = texts.add(text, from, to);
    if (found == indicesOfTexts.size()) {
      indicesOfTexts.add(ids.size());
      ids.add(TEXT + found);
    }
    last = indicesOfTexts.getInt(found);
    lastId = TEXT + found;
    return last;
  }

  /** The number of ids. */
  public int size() {
    return ids.size();
  }

  /** Whether all ids are whole numbers of at most 18 digits, as programs write them. */
  public boolean areNumbers() {
    return indicesOfTexts.isEmpty();
  }

  /**
   * All ids in the order of their indices; a copy.
   *
   * @throws IllegalStateException if not all are numbers
   */
  public long[] numbers() {
    if (!areNumbers()) {
      throw new IllegalStateException("ids that are texts");
    }
    return ids.toLongArray();
  }

  /** The original id of a dense index. */
  public String idOf(int index) {
    long id = ids.getLong(index);
    return isText(id) ? texts.get(textOf(id)) : Long.toString(id);
  }

  private static boolean isText(long id) {
    return id <= -TOO_LONG;
  }

  private static int textOf(long id) {
    return (int) (id - TEXT);
  }

  /** The dense index of an original id; empty if it is not known. */
  public OptionalInt indexOf(String id) {
    if (fault(id).isPresent()) {
      return OptionalInt.empty();
    }
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long number = number(bytes, 0, bytes.length);
    if (number != TEXT) {
      return indexOf(number);
    }
    int text = texts.find(bytes, 0, bytes.length);
    return text < 0 ? OptionalInt.empty() : OptionalInt.of(indicesOfTexts.getInt(text));
  }

  /** The dense index of an original id that is a number; empty if it is not known. */
  public OptionalInt indexOf(long id) {
    if (id <= -TOO_LONG || id >= TOO_LONG) {
      return indexOf(Long.toString(id));
    }
    int index = find(id);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The index of an id of at most 18 digits, or -1. */
  private int find(long id) {
    if (id < 0 || id >= SMALL) {
      return indices.get(id);
    }
    return id < indicesOfSmall.length ? indicesOfSmall[(int) id] - 1 : -1;
  }

  /** The number that is written like this and in no other way, or {@link #TEXT}. */
  private static long number(byte[] text, int from, int to) {
    boolean negative = text[from] == '-';
    int first = negative ? from + 1 : from;
    int digits = to - first;
    if (digits < 1 || digits > MOST_DIGITS || (text[first] == '0' && to - from > 1)) {
      return TEXT;
    }
    long value = 0;
    for (int at = first; at < to; at++) {
      if (text[at] < '0' || text[at] > '9') {
        return TEXT;
      }
      value = 10 * value + (text[at] - '0');
    }
    return negative ? -value : value;
  }
}
