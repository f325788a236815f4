package org.querent.core.data.form.parquet;

import java.io.IOException;
import java.util.Locale;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/** The values of a page, one after the other, as texts. Not thread-safe. */
@FunctionalInterface
interface ParquetValues {
  /**
   * The next value.
   *
   * @throws RuntimeException of many kinds if the page is damaged
   */
  String next();

  /**
   * The values of a page.
   *
   * @param count how many there are, at most
   * @param dictionary what pages of such an encoding refer to
   * @throws IOException if the encoding is none that is read
   */
  static ParquetValues of(
      Encoding encoding, ParquetType type, Bytes bytes, int count, String[] dictionary)
      throws IOException {
    return switch (encoding) {
      case PLAIN -> plain(type, bytes);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int width = bytes.left() == 0 ? 0 : (int) bytes.littleEndian(1);
        if (width > Integer.SIZE) {
          throw new IOException("that what is packed in it is damaged");
        }
        HybridRuns places = new HybridRuns(bytes, width);
        yield () -> dictionary[places.next()];
      }
      case RLE -> {
        HybridRuns runs = new HybridRuns(bytes.take((int) bytes.littleEndian(Integer.BYTES)), 1);
        yield () -> Boolean.toString(runs.next() == 1);
      }
      case DELTA_BINARY_PACKED -> {
        DeltaNumbers numbers = new DeltaNumbers(bytes);
        boolean small = type.physical() == Type.INT32;
        yield () -> type.text(small ? (int) numbers.next() : numbers.next());
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        int[] lengths = lengths(bytes, count);
        int[] next = {0};
        yield () -> type.text(bytes.take(lengths[next[0]++]));
      }
      case DELTA_BYTE_ARRAY -> frontCoded(type, bytes, count);
      case BYTE_STREAM_SPLIT -> split(type, bytes);
      default ->
          throw new IOException(
              String.format(
                  Locale.ROOT, "values encoded as %s, which are not read", encoding.name()));
    };
  }

  private static ParquetValues plain(ParquetType type, Bytes bytes) {
    if (type.physical() == Type.BOOLEAN) {
      long[] bit = {8L * bytes.position()};
      return () -> Boolean.toString(bytes.bits(bit[0]++, 1) == 1);
    } else if (type.physical() == Type.BYTE_ARRAY) {
      return () -> type.text(bytes.take((int) bytes.littleEndian(Integer.BYTES)));
    }
    return () -> type.text(bytes.take(type.width()));
  }

  /** Lengths, which stand before what they are the lengths of. */
  private static int[] lengths(Bytes bytes, int count) {
    DeltaNumbers numbers = new DeltaNumbers(bytes);
    if (numbers.count() > count) {
      throw new IllegalArgumentException("more lengths than values");
    }
    int[] lengths = new int[(int) numbers.count()];
    for (int n = 0; n < lengths.length; n++) {
      lengths[n] = Math.toIntExact(numbers.next());
    }
    bytes.skipTo(numbers.end());
    return lengths;
  }

  /** Each value as what it has in common with the one before, and the rest. */
  private static ParquetValues frontCoded(ParquetType type, Bytes bytes, int count) {
    int[] common = lengths(bytes, count);
    int[] rest = lengths(bytes, count);
    return new ParquetValues() {
      private byte[] value = new byte[0];
      private int at;

      @Override
      public String next() {
        Bytes end = bytes.take(rest[at]);
        byte[] joined = new byte[Math.addExact(new Bytes(value, 0, common[at]).left(), rest[at])];
        System.arraycopy(value, 0, joined, 0, common[at]);
        System.arraycopy(end.array(), end.position(), joined, common[at], rest[at]);
        value = joined;
        at++;
        return type.text(new Bytes(value, 0, value.length));
      }
    };
  }

  /** The first bytes of all values, then all second ones, and so on. */
  private static ParquetValues split(ParquetType type, Bytes bytes) {
    int width = type.width();
    int from = bytes.position();
    int count = bytes.left() / width;
    int[] next = {0};
    return () -> {
      byte[] value = new byte[width];
      for (int n = 0; n < width; n++) {
        value[n] = (byte) bytes.at(from + n * count + next[0]);
      }
      next[0]++;
      return type.text(new Bytes(value, 0, width));
    };
  }
}
