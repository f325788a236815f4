package org.querent.core.data.form;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The lines of a stream as ranges of one byte buffer: no object per line. Ends of lines are LF or
 * CRLF; a byte order mark at the start is skipped.
 */
public final class LineSource {
  static final int LONGEST_LINE = 4096;

  /** Characters of a text in a message. */
  private static final int SHOWN = 80;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte DOS_END = 0x1a;

  /** One in each of eight bytes. */
  private static final long ONES = 0x0101010101010101L;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean ended;

  /** The present line: {@code start} inclusive, {@code end} exclusive. */
  private int start;

  private int end;
  private long number;
  private boolean cut;

  /** The lines of a stream, which is not closed here. */
  public LineSource(InputStream in) {
    this(in, LONGEST_LINE);
  }

  /** Lines of at most so many bytes, which is less than the buffer has. */
  public LineSource(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line; false at the end. A line that is too long is cut into pieces. */
  public boolean next() throws IOException {
    int at = position;
    while (true) {
      at = newline(at, Math.min(limit, position + longest));
      if (at < limit) {
        break;
      }
      int length = at - position;
      if (ended || !fill()) {
        if (length == 0) {
          return false;
        }
        at = position + length;
        break;
      }
      at = position + length;
    }
    start = position;
    end = at;
    cut = at - start == longest && buffer[at] != '\n';
    position = at < limit && buffer[at] == '\n' ? at + 1 : at;
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    if (++number == 1 && startsWithMark()) {
      start += 3;
    }
    return true;
  }

  /**
   * The place of the next newline, or the end of a range. Eight bytes at a time, as in Warren,
   * Hacker's Delight, 6-1: of those that were newlines, which now are 0, the first sets its top
   * bit.
   */
  private int newline(int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long zeros = (long) LONGS.get(buffer, at) ^ '\n' * ONES;
      long found = (zeros - ONES) & ~zeros & ONES << 7;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (at < to && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean startsWithMark() {
    return end - start >= 3
        && buffer[start] == (byte) 0xef
        && buffer[start + 1] == (byte) 0xbb
        && buffer[start + 2] == (byte) 0xbf;
  }

  /** Moves what is left to the front and reads more. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    int read = in.read(buffer, limit, buffer.length - limit);
    ended = read < 0;
    limit += Math.max(0, read);
    return !ended;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether the present line may be but the start of one that is too long. */
  boolean isCut() {
    return cut;
  }

  /** The number of the present line, from 1. */
  public long number() {
    return number;
  }

  /** Whether the present line has nothing but blanks, or the end of a file of DOS. */
  public boolean blank() {
    for (int at = start; at < end; at++) {
      if (buffer[at] != ' ' && buffer[at] != '\t' && buffer[at] != DOS_END) {
        return false;
      }
    }
    return true;
  }

  /** The present line as text: UTF-8 where it is that, else Latin-1, as the oldest sets are. */
  public String text() {
    return text(buffer, start, end);
  }

  /** A part of a line as text, by the same rule. */
  static String text(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf('\ufffd') < 0 || isWritten(text, buffer, from, to)
        ? text
        : new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Whether the bytes have the replacement character itself where the text has it. */
  private static boolean isWritten(String text, byte[] buffer, int from, int to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(bytes, 0, bytes.length, buffer, from, to);
  }

  /** The present line for a message: at most 80 characters, none of them invisible. */
  public String shown() {
    return shown(new String(buffer, start, Math.min(end - start, 400), StandardCharsets.UTF_8));
  }

  /** Text for a message: at most 80 characters, none of them invisible or turning the others. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(SHOWN).forEach(character -> show(character, shown));
    return text.codePointCount(0, text.length()) > SHOWN ? shown + "..." : shown.toString();
  }

  private static void show(int character, StringBuilder shown) {
    if (character == '\t') {
      shown.append("\\t");
      return;
    }
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(String.format(Locale.ROOT, "\\u%04x", character));
      default -> shown.appendCodePoint(character);
    }
  }
}
