package org.querent.core.data.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.querent.core.data.DatasetException;
import org.tukaani.xz.MemoryLimitException;

/**
 * What a compressed stream expands to, as far as that is plausible: a small file cannot keep a
 * reader busy for hours or fill its memory. Not thread-safe.
 *
 * <p>Deflate reaches 1,032 times the size; ratings, whose lines differ, stay below 20.
 */
final class BoundedInput extends FilterInputStream {
  private static final int LARGEST_RATIO = 100;

  /** What may expand to less than this is never refused, whatever its ratio. */
  private static final long HARMLESS = 64L << 20;

  private static final long LARGEST = 16L << 30;

  private final Counted compressed;
  private final String name;
  private long expanded;

  /**
   * Bounds a stream.
   *
   * @param in the expanded bytes
   * @param compressed what they are read from
   * @param name what messages call it
   */
  BoundedInput(InputStream in, Counted compressed, String name) {
    super(in);
    this.compressed = compressed;
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = unpacked(bytes, from, length);
    if (read > 0) {
      expanded += read;
      requirePlausible();
    }
    return read;
  }

  /** What unpacks may trip over what is damaged. */
  private int unpacked(byte[] bytes, int from, int length) throws IOException {
    try {
      return in.read(bytes, from, length);
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  /** What unpackers say is mostly about themselves, unless it is how much memory they may take. */
  static IOException damaged(Exception cause) {
    if (cause instanceof MemoryLimitException limit) {
      return limit;
    }
    return new IOException(
        "what is packed in it is cut off or damaged; get the file anew, or pack it again", cause);
  }

  /** Unpackers throw here what they have thrown already. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 1 << 16)]));
  }

  private void requirePlausible() {
    if (expanded > LARGEST) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s expands to more than %d GiB, which is more than is read; is it a file of ratings?",
              name,
              LARGEST >> 30));
    }
    if (expanded > HARMLESS && expanded / LARGEST_RATIO > compressed.count) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s expands to more than %d times its size, which ratings do not; it is damaged, or made to harm: get it anew from where it is published",
              name,
              LARGEST_RATIO));
    }
  }

  /** A stream that counts what was read from it. */
  static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = in.read(bytes, from, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(bytes);
      count += skipped;
      return skipped;
    }
  }
}
