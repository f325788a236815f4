package org.querent.core.data.form;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.querent.core.data.form.RatingsForm.Encoding;

/**
 * Text in any encoding as UTF-8, without the mark at its start. What is UTF-8 already is not
 * touched, whether or not it is sound.
 */
final class Utf8Input extends InputStream {
  private final Reader text;
  private final char[] characters = new char[1 << 13];
  private byte[] bytes = new byte[0];
  private int at;

  /** The first half of a character whose second is not yet read, or 0. */
  private char half;

  private Utf8Input(Reader text) {
    this.text = text;
  }

  /**
   * The text of a stream, which is not closed here.
   *
   * @param said its encoding if there is no mark; UTF-8 without it
   */
  static InputStream of(InputStream in, Optional<Encoding> said) throws IOException {
    InputStream marked = in.markSupported() ? in : new BufferedInputStream(in, 1 << 16);
    marked.mark(3);
    byte[] first = Arrays.copyOf(marked.readNBytes(3), 3);
    marked.reset();
    if (first[0] == (byte) 0xef && first[1] == (byte) 0xbb && first[2] == (byte) 0xbf) {
      marked.skipNBytes(3);
      return marked;
    }
    Charset charset = charset(first, said.orElse(Encoding.UTF_8));
    return charset == StandardCharsets.UTF_8
        ? marked
        : new Utf8Input(new InputStreamReader(marked, charset));
  }

  private static Charset charset(byte[] first, Encoding said) {
    int mark = (first[0] & 0xff) << 8 | first[1] & 0xff;
    if (mark == 0xfeff || mark == 0xfffe) {
      return StandardCharsets.UTF_16;
    } else if (said == Encoding.UTF_16) {
      // Without a mark the zeros of the first character tell.
      return first[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    return said == Encoding.LATIN_1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  @Override
  public int read() throws IOException {
    return at < bytes.length || fill() ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == bytes.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, into, from, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    int from = half == 0 ? 0 : 1;
    characters[0] = half;
    half = 0;
    int read = text.read(characters, from, characters.length - from);
    int count = from + Math.max(0, read);
    if (read > 0 && Character.isHighSurrogate(characters[count - 1])) {
      half = characters[--count];
    }
    bytes = new String(characters, 0, count).getBytes(StandardCharsets.UTF_8);
    at = 0;
    return bytes.length > 0 || (read > 0 && fill());
  }
}
