package org.querent.experiments.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;

/**
 * A file of JSON objects, one a line, that grows at its end and survives whatever happens to the
 * process: every line goes to the system as a whole and carries its checksum, the last field {@code
 * crc}, the CRC-32C of the object without that field in hexadecimal.
 *
 * <p>Opened again, the file keeps its lines up to the first that is incomplete or damaged. They are
 * not written a second time: a line that is written where there is one must be the same. Not
 * thread-safe.
 */
public final class LineLog implements AutoCloseable {
  /** What is written is not what was written before. */
  public static final class ChangedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChangedException(String where) {
      super(where);
    }
  }

  private static final byte[] FIELD = ",\"crc\":\"".getBytes(UTF_8);
  private static final int HEX_DIGITS = 8;

  /** What a line has beside the object: the field, the digits, a quote, a brace. */
  private static final int EXTRA = FIELD.length + HEX_DIGITS + 2;

  private final Path path;
  private final FileChannel file;

  /** The checksum of the lines so far, which are those that this process takes as written. */
  private Sha256 sum = new Sha256();

  /** The checksums of the lines that were there when the file was opened. */
  private final IntArrayList checksums;

  private int next;

  private LineLog(Path path, FileChannel file, IntArrayList checksums) {
    this.path = path;
    this.file = file;
    this.checksums = checksums;
  }

  /** Opens a file, making it if need be, and cuts off what follows its last good line. */
  public static LineLog open(Path path) throws IOException {
    byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    IntArrayList checksums = new IntArrayList();
    int good = 0;
    for (int end; (end = goodEnd(bytes, good)) >= 0; good = end + 1) {
      checksums.add(checksum(bytes, good, end));
    }
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    file.truncate(good).position(good);
    return new LineLog(path, file, checksums);
  }

  /**
   * The lines of a file up to the first that is incomplete or damaged.
   *
   * @param lines without their ends
   * @param isAll whether nothing follows them
   */
  public record Good(List<String> lines, boolean isAll) {}

  /** Reads the good lines of a file. */
  public static Good good(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int good = 0;
    for (int end; (end = goodEnd(bytes, good)) >= 0; good = end + 1) {
      lines.add(new String(bytes, good, end - good, UTF_8));
    }
    return new Good(lines, good == bytes.length);
  }

  /**
   * The last good line of a file of which only the end was read, so that the first line may be
   * anything.
   */
  public static Optional<String> lastGoodLine(byte[] bytes) {
    for (int end = bytes.length - 1; end > 0; end--) {
      if (bytes[end] == '\n') {
        int from = end;
        while (from > 0 && bytes[from - 1] != '\n') {
          from--;
        }
        if (isGood(bytes, from, end)) {
          return Optional.of(new String(bytes, from, end - from, UTF_8));
        }
      }
    }
    return Optional.empty();
  }

  /** Where the line from here ends if it is whole and good, or else -1. */
  private static int goodEnd(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        return isGood(bytes, from, at) ? at : -1;
      }
    }
    return -1;
  }

  /** Whether a line, without its end, ends in the checksum of what it says. */
  private static boolean isGood(byte[] bytes, int from, int to) {
    int field = to - EXTRA;
    if (field <= from
        || !Arrays.equals(bytes, field, field + FIELD.length, FIELD, 0, FIELD.length)) {
      return false;
    }
    String digits = hex(checksum(bytes, from, to));
    return new String(bytes, field + FIELD.length, EXTRA - FIELD.length, UTF_8)
        .equals(digits + "\"}");
  }

  private static int checksum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - EXTRA - from);
    crc.update('}');
    return (int) crc.getValue();
  }

  private static String hex(int checksum) {
    return String.format(Locale.ROOT, "%08x", checksum);
  }

  /** The number of lines that were good when the file was opened. */
  public int found() {
    return checksums.size();
  }

  /** The SHA-256 of the first of the lines that were found. */
  String foundSum(int lines) throws IOException {
    return sumOf(lines).hex();
  }

  /** Takes the first of the lines that were found as written. */
  public void skip(int lines) throws IOException {
    sum = sumOf(lines);
    next = lines;
  }

  private Sha256 sumOf(int lines) throws IOException {
    if (lines > found()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d lines of %d", lines, found()));
    }
    Sha256 first = new Sha256();
    first.update(firstLines(Files.readAllBytes(path), lines));
    return first;
  }

  /**
   * The first lines of a file with their ends.
   *
   * @throws EOFException if there are fewer
   */
  static byte[] firstLines(byte[] bytes, int lines) throws EOFException {
    int end = 0;
    for (int n = 0; n < lines; end++) {
      if (end == bytes.length) {
        throw new EOFException(String.format(Locale.ROOT, "%d lines of %d", n, lines));
      }
      n += bytes[end] == '\n' ? 1 : 0;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** The SHA-256 of the lines so far. */
  String sum() {
    return sum.soFar();
  }

  /**
   * Writes the next line, or compares it with what is there.
   *
   * @param json an object with a field at least, on one line
   * @throws ChangedException if it differs from what is there
   * @throws IOException if it cannot be written
   */
  public void write(String json) throws IOException {
    byte[] object = json.getBytes(UTF_8);
    CRC32C crc = new CRC32C();
    crc.update(object);
    int checksum = (int) crc.getValue();
    boolean isFound = next < found();
    if (isFound && checksums.getInt(next) != checksum) {
      throw new ChangedException(String.format(Locale.ROOT, "%s, line %d", path, next + 1));
    }
    next++;
    ByteBuffer line = ByteBuffer.allocate(object.length + EXTRA);
    line.put(object, 0, object.length - 1).put(FIELD).put(hex(checksum).getBytes(UTF_8));
    line.put((byte) '"').put((byte) '}').put((byte) '\n').flip();
    sum.update(line.array());
    while (!isFound && line.hasRemaining()) {
      file.write(line);
    }
  }

  /** Returns when all is on the disk. */
  public void force() throws IOException {
    file.force(true);
  }

  /** The number of lines so far. */
  int lines() {
    return next;
  }

  /**
   * Ends the file.
   *
   * @return the SHA-256 of what this process wrote, and of what it found and would have written
   * @throws ChangedException if more was found
   * @throws ExperimentException if something else is at the path
   */
  String seal() throws IOException {
    if (next < found()) {
      throw new ChangedException(String.format(Locale.ROOT, "%s, line %d", path, next + 1));
    }
    String own = sum.hex();
    if (!RunSeal.sum(path).equals(Optional.of(own))) {
      throw new ExperimentException(
          path
              + " was changed by another program while the run was played; give the command again, which mends it");
    }
    return own;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
