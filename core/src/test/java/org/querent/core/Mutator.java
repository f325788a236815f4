package org.querent.core;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages files as transfers, editors and attackers do: bits, bytes, lines, words, ends of lines,
 * marks, and what a dictionary of the format holds. All chance is that of the generator.
 */
public final class Mutator {
  private static final byte[][] ALWAYS = {
    {0},
    {(byte) 0xff, (byte) 0xfe},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
    {'\r'},
    {'\r', '\n'},
    {'\n', '\n'},
    {'\t'},
    {'"'},
    {'-'},
    "9223372036854775808".getBytes(StandardCharsets.US_ASCII),
    "1e999999999".getBytes(StandardCharsets.US_ASCII),
    "\u2028\u202e\ud83d\ude00".getBytes(StandardCharsets.UTF_8),
  };

  private final RandomGenerator random;
  private final List<byte[]> dictionary;

  /**
   * A source of damage.
   *
   * @param dictionary what may be inserted besides what breaks any text
   */
  public Mutator(RandomGenerator random, List<byte[]> dictionary) {
    this.random = random;
    this.dictionary = dictionary;
  }

  /** A copy with one to eight damages, rather fewer than more. */
  public byte[] mutate(byte[] seed) {
    byte[] bytes = seed.clone();
    for (int left = random.nextInt(1, random.nextInt(2, 10)); left > 0; left--) {
      bytes = damage(bytes);
    }
    return bytes;
  }

  private byte[] damage(byte[] bytes) {
    if (bytes.length == 0) {
      return fragment();
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(12)) {
      case 0 -> set(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case 1 -> set(bytes, at, (byte) random.nextInt());
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> replace(bytes, at, Math.min(bytes.length, at + random.nextInt(200)), new byte[0]);
      case 4 -> replace(bytes, at, at, fragment());
      case 5 -> replace(bytes, wordStart(bytes, at), wordEnd(bytes, at), fragment());
      case 6 -> replace(bytes, at, at, run());
      case 7 -> replace(bytes, lineStart(bytes, at), lineEnd(bytes, at), new byte[0]);
      case 8 -> replace(bytes, at, at, line(bytes, random.nextInt(bytes.length)));
      case 9 -> swap(bytes, at, random.nextInt(bytes.length));
      case 10 -> replace(bytes, wordStart(bytes, at), wordEnd(bytes, at), word(bytes));
      default -> replace(bytes, lineStart(bytes, at), lineStart(bytes, at), repeated(bytes, at));
    };
  }

  private byte[] fragment() {
    int n = random.nextInt(ALWAYS.length + dictionary.size());
    return n < ALWAYS.length ? ALWAYS[n] : dictionary.get(n - ALWAYS.length);
  }

  /** One byte again and again, seldom very often. */
  private byte[] run() {
    byte[] run = new byte[random.nextInt(1, random.nextInt(10) == 0 ? 300_000 : 300)];
    Arrays.fill(run, (byte) random.nextInt(32, 127));
    return run;
  }

  private byte[] repeated(byte[] bytes, int at) {
    byte[] line = line(bytes, at);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int left = random.nextInt(1, 50); left > 0; left--) {
      out.writeBytes(line);
    }
    return out.toByteArray();
  }

  private byte[] swap(byte[] bytes, int one, int other) {
    byte[] first = line(bytes, one);
    byte[] second = line(bytes, other);
    int start = lineStart(bytes, one);
    byte[] swapped = replace(bytes, start, start + first.length, second);
    int place = Math.min(swapped.length, lineStart(bytes, other));
    return replace(swapped, place, Math.min(swapped.length, place + second.length), first);
  }

  private byte[] word(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    return Arrays.copyOfRange(bytes, wordStart(bytes, at), wordEnd(bytes, at));
  }

  private static byte[] line(byte[] bytes, int at) {
    return Arrays.copyOfRange(bytes, lineStart(bytes, at), lineEnd(bytes, at));
  }

  private static byte[] set(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  private static byte[] replace(byte[] bytes, int from, int to, byte[] with) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(with);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static int lineStart(byte[] bytes, int at) {
    int start = at;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  /** After the end of the line. */
  private static int lineEnd(byte[] bytes, int at) {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return Math.min(bytes.length, end + 1);
  }

  private static int wordStart(byte[] bytes, int at) {
    int start = at;
    while (start > 0 && isWord(bytes[start - 1])) {
      start--;
    }
    return start;
  }

  private static int wordEnd(byte[] bytes, int at) {
    int end = at;
    while (end < bytes.length && isWord(bytes[end])) {
      end++;
    }
    return end;
  }

  private static boolean isWord(byte value) {
    return Character.isLetterOrDigit(value & 0xff) || value == '.' || value == '-' || value == '_';
  }
}
