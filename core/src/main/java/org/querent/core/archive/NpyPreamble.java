package org.querent.core.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What precedes the elements in a file of numpy's format .npy 1.0: a magic string, a length, and a
 * dictionary in Python that is filled up with spaces (numpy.lib.format).
 */
final class NpyPreamble {
  private static final byte[] MAGIC = "\u0093NUMPY\1\0".getBytes(ISO_8859_1);
  private static final int FIXED = MAGIC.length + Short.BYTES;
  private static final int ALIGNMENT = 64;

  private NpyPreamble() {}

  static byte[] of(ElementType type, int[] shape) {
    String dictionary = dictionary(type, shape);
    int used = FIXED + dictionary.length() + 1;
    int length = (used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) (length - FIXED));
    bytes.put((dictionary + " ".repeat(length - used) + "\n").getBytes(ISO_8859_1));
    return bytes.array();
  }

  private static String dictionary(ElementType type, int[] shape) {
    return String.format(
        Locale.ROOT,
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }",
        type.code(),
        tuple(shape));
  }

  static String tuple(int[] shape) {
    return Arrays.stream(shape)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", shape.length == 1 ? ",)" : ")"));
  }

  /**
   * Reads a preamble, which must say what is expected; how far it is filled up differs between
   * versions of numpy.
   *
   * @return its number of bytes
   */
  static int read(InputStream in, String entry, ElementType type, int[] shape) throws IOException {
    byte[] fixed = in.readNBytes(FIXED);
    if (fixed.length < FIXED || !Arrays.equals(fixed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new DamageException(entry + " is not of numpy's format .npy 1.0");
    }
    ByteBuffer length = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
    int rest = Short.toUnsignedInt(length.getShort(MAGIC.length));
    String text = new String(in.readNBytes(rest), ISO_8859_1);
    String expected = dictionary(type, shape);
    if (text.length() < rest
        || !text.startsWith(expected)
        || !text.substring(expected.length()).matches(" *\n")) {
      throw new DamageException(entry + " does not say " + expected + " as the header does");
    }
    return FIXED + rest;
  }
}
