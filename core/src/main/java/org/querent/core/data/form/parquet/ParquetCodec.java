package org.querent.core.data.form.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** What pages are packed with. Stateless. */
final class ParquetCodec {
  /** What may become as large as this is never refused, whatever its ratio. */
  private static final int HARMLESS = 16 << 20;

  private static final int LARGEST_RATIO = 100;

  private ParquetCodec() {}

  /**
   * Unpacks bytes.
   *
   * @param length how many they become
   * @throws IOException if they do not, that is not plausible, or nothing here unpacks them
   */
  static Bytes unpack(CompressionCodec codec, Bytes packed, int length) throws IOException {
    if (length < 0 || (length > HARMLESS && length / LARGEST_RATIO > packed.left())) {
      throw new IOException("a page that would expand to " + length + " bytes");
    }
    return switch (codec) {
      case UNCOMPRESSED -> packed;
      case SNAPPY -> unpack(new SnappyDecompressor(), packed, length);
      case ZSTD -> unpack(new ZstdDecompressor(), packed, length);
      case LZ4_RAW -> unpack(new Lz4Decompressor(), packed, length);
      case GZIP -> {
        InputStream stream =
            new ByteArrayInputStream(packed.array(), packed.position(), packed.left());
        byte[] bytes = new GZIPInputStream(stream).readNBytes(length);
        yield new Bytes(bytes, 0, bytes.length);
      }
      default ->
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "columns compressed with %s, where uncompressed, snappy, gzip, zstd and lz4-raw are read",
                  codec.name().toLowerCase(Locale.ROOT)));
    };
  }

  private static Bytes unpack(Decompressor decompressor, Bytes packed, int length) {
    byte[] bytes = new byte[length];
    int got =
        length == 0
            ? 0
            : decompressor.decompress(
                packed.array(), packed.position(), packed.left(), bytes, 0, length);
    return new Bytes(bytes, 0, got);
  }
}
