package org.querent.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Archives for tests: a small one with every type, and forged ones. */
final class Archives {
  static final String KIND = "querent-model";

  private Archives() {}

  static ArchiveHeader header(int version) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("prior-precision", 0.1).put("factors", 8).put("covariance", "full \u2713");
    settings.putObject("nested").put("z", true).putNull("a");
    settings.putArray("fields").add("user").add("item");
    return new ArchiveHeader(KIND, version, "querent 0.1.0", settings);
  }

  /** Arrays of every type and number of dimensions, with the numbers that are not. */
  static Map<String, NumericArray> arrays() {
    Map<String, NumericArray> arrays = new LinkedHashMap<>();
    arrays.put(
        "weights",
        NumericArray.of(
            new double[] {1.5, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 4.9e-324, 1e308}, 2, 3));
    arrays.put("biases", NumericArray.of(new float[] {1.5f, Float.NaN, Float.MIN_VALUE}, 3));
    arrays.put("ids", NumericArray.of(new long[] {1, -1, Long.MAX_VALUE, Long.MIN_VALUE}, 2, 1, 2));
    arrays.put("counts.of_items-1", NumericArray.of(new int[] {7, Integer.MIN_VALUE}, 2));
    arrays.put("texts", NumericArray.of(new byte[] {'A', -1, 0}, 3));
    arrays.put("none", NumericArray.of(new double[0], 0, 4));
    return arrays;
  }

  static ArrayArchive small() {
    return new ArrayArchive(header(2), arrays());
  }

  static void assertSame(ArrayArchive expected, ArrayArchive archive) {
    assertEquals(expected.header(), archive.header());
    assertEquals(expected.names(), archive.names());
    for (String name : expected.names()) {
      assertArrayEquals(expected.shape(name), archive.shape(name), name);
      int[] shape = expected.shape(name);
      assertArrayEquals(bits(expected, name, shape), bits(archive, name, shape), name);
    }
  }

  /** The bytes of the elements, so that every NaN is told from the others. */
  private static byte[] bits(ArrayArchive archive, String name, int[] shape) {
    NumericArray array =
        switch (Archives.arrays().get(name).type()) {
          case FLOAT64 -> NumericArray.of(archive.doubles(name, shape), shape);
          case FLOAT32 -> NumericArray.of(archive.floats(name, shape), shape);
          case INT64 -> NumericArray.of(archive.longs(name, shape), shape);
          case INT32 -> NumericArray.of(archive.ints(name, shape), shape);
          case UINT8 -> NumericArray.of(archive.bytes(name, shape), shape);
        };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      array.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The entries of a file, in order. */
  static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  /** Replaces text in the header, whose checksum is made to fit: a forgery, not an accident. */
  static void forge(Map<String, byte[]> entries, String from, String to) {
    String header = new String(entries.get(Entries.HEADER), UTF_8);
    String forged = header.replace(from, to);
    assertNotEquals(header, forged, "\"" + from + "\" in: " + header);
    entries.put(Entries.HEADER, forged.getBytes(UTF_8));
    entries.put(Entries.CHECKSUM, Entries.checksum(entries.get(Entries.HEADER)).getBytes(UTF_8));
  }

  static void write(Path file, Map<String, byte[]> entries, int method) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry next = new ZipEntry(entry.getKey());
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        next.setMethod(method);
        next.setSize(entry.getValue().length);
        next.setCrc(crc.getValue());
        zip.putNextEntry(next);
        zip.write(entry.getValue());
      }
    }
  }

  static double[] uniforms(int size, long seed) {
    return new SplittableRandom(seed).doubles(size, -1, 1).toArray();
  }
}
