package org.querent.core.data.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.RatingsForm.Encoding;

/** The beginning of a file, unpacked: enough to see what it is. Immutable. */
public final class FileHead {
  private static final int SIZE = 1 << 17;

  private final Optional<String> packing;
  private final List<String> tables;
  private final byte[] bytes;
  private final Encoding encoding;

  private FileHead(Path file, Optional<String> packing, List<String> tables, byte[] bytes)
      throws IOException {
    this.packing = packing;
    this.tables = tables;
    this.bytes = bytes;
    encoding =
        isUtf16()
            ? Encoding.UTF_16
            : isUtf8() || (isText() && isMostlyUtf8(file)) ? Encoding.UTF_8 : Encoding.LATIN_1;
  }

  /**
   * Reads it.
   *
   * @throws DatasetException if the file cannot be read, or is an archive without a table
   */
  public static FileHead read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Optional<String> packing = Packed.name(first(file));
      List<String> tables = packing.equals(Optional.of("zip")) ? tables(file) : List.of();
      boolean published =
          tables.stream().anyMatch(table -> RatingsReader.ENTRIES.contains(fileName(table)));
      InputStream unpacked = Packed.open(in, file.toString(), !published);
      return new FileHead(file, packing, tables, unpacked.readNBytes(SIZE));
    } catch (IOException | IllegalArgumentException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] first(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(4);
    }
  }

  /** What an archive holds that may be ratings. */
  private static List<String> tables(Path file) throws IOException {
    List<String> tables = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (Packed.isTable(entry.getName())) {
          tables.add(entry.getName());
        }
      }
    } catch (ZipException e) {
      throw BoundedInput.damaged(e);
    }
    return tables;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What it is packed with; empty if with nothing. */
  public Optional<String> packing() {
    return packing;
  }

  /** The names of all tables in a zip; empty where it is none. */
  public List<String> tables() {
    return tables;
  }

  /** The first bytes, unpacked; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether the file is Parquet, and not packed. */
  public boolean isParquet() {
    return packing.isEmpty() && starts('P', 'A', 'R', '1');
  }

  /** Whether the text says itself how it is encoded, by the mark at its start. */
  public boolean isMarked() {
    return starts(0xef, 0xbb, 0xbf) || starts(0xfe, 0xff) || starts(0xff, 0xfe);
  }

  /** How the text is encoded, as it seems. */
  public Encoding encoding() {
    return encoding;
  }

  private boolean isUtf16() {
    return starts(0xfe, 0xff) || starts(0xff, 0xfe) || hasHalfZeros();
  }

  private boolean isText() {
    return IntStream.range(0, bytes.length).allMatch(at -> bytes[at] != 0);
  }

  private boolean isUtf8() {
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    // A character may be cut at the end.
    return !StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes), text, false)
        .isError();
  }

  /**
   * Whether a file has more characters of several bytes, as UTF-8 writes them, than bytes that are
   * none of it: older text has next to none, and UTF-8 with a fault in it has many. Cost: that of
   * reading it all.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean isMostlyUtf8(Path file) throws IOException {
    long balance = 0;
    try (InputStream in = Files.newInputStream(file);
        Reader text =
            new InputStreamReader(Packed.open(in, file.toString(), true), StandardCharsets.UTF_8)) {
      char[] characters = new char[1 << 13];
      for (int read = text.read(characters); read >= 0; read = text.read(characters)) {
        for (int at = 0; at < read; at++) {
          balance += characters[at] == '\ufffd' ? -1 : characters[at] > 0x7f ? 1 : 0;
        }
      }
    }
    return balance > 0;
  }

  /** Whether every second byte of the beginning is 0, as in text of two bytes a character. */
  private boolean hasHalfZeros() {
    int[] zeros = new int[2];
    int looked = Math.min(bytes.length, 400) / 2 * 2;
    for (int at = 0; at < looked; at++) {
      zeros[at % 2] += bytes[at] == 0 ? 1 : 0;
    }
    return looked >= 4 && Math.max(zeros[0], zeros[1]) > 0.45 * looked && zeros[0] * zeros[1] == 0;
  }

  private boolean starts(int... mark) {
    for (int at = 0; at < mark.length; at++) {
      if (at >= bytes.length || (bytes[at] & 0xff) != mark[at]) {
        return false;
      }
    }
    return true;
  }

  /** The text, up to the last end of a line in it where it goes on. */
  public String text() {
    try {
      InputStream utf8 = Utf8Input.of(new ByteArrayInputStream(bytes), Optional.of(encoding));
      String text = new String(utf8.readAllBytes(), StandardCharsets.UTF_8);
      int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
      return bytes.length < SIZE || end < 0 ? text : text.substring(0, end + 1);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }
}
