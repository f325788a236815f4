package org.querent.core.data.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes rating files as MovieLens publishes them. */
public final class RatingFiles {
  private RatingFiles() {}

  public record Row(long user, long item, double rating, long timestamp) {}

  public enum Format {
    TABS("u.data", "\t"),
    COLONS("ratings.dat", "::"),
    COMMAS("ratings.csv", ",");

    final String file;
    final String separator;

    Format(String file, String separator) {
      this.file = file;
      this.separator = separator;
    }

    String line(Row row) {
      return String.join(
          separator, "" + row.user, "" + row.item, number(row.rating), "" + row.timestamp);
    }

    private static String number(double rating) {
      return rating == (int) rating ? "" + (int) rating : "" + rating;
    }

    public List<String> lines(List<Row> rows) {
      List<String> lines = new ArrayList<>();
      if (this == COMMAS) {
        lines.add("userId,movieId,rating,timestamp");
      }
      rows.forEach(row -> lines.add(line(row)));
      return lines;
    }
  }

  public enum Packing {
    PLAIN,
    GZIP,
    ZIP;

    public byte[] pack(String name, byte[] content) throws IOException {
      return switch (this) {
        case PLAIN -> content;
        case GZIP -> gzip(content);
        case ZIP -> zip("ml-x/README.txt", new byte[100_000], "ml-x/" + name, content);
      };
    }
  }

  public static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  /** A zip of entries, each a name and its bytes. */
  public static byte[] zip(Object... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int n = 0; n < entries.length; n += 2) {
        out.putNextEntry(new ZipEntry((String) entries[n]));
        out.write((byte[]) entries[n + 1]);
      }
    }
    return bytes.toByteArray();
  }

  /** Ratings of different pairs; ids are sparse and not in order. */
  public static List<Row> rows(int count, RandomGenerator random) {
    List<Row> rows = new ArrayList<>();
    Set<List<Long>> pairs = new HashSet<>();
    long largest = random.nextBoolean() ? 1000 : 999_999_999_999_999_999L;
    long[] users = random.longs(40, 0, largest + 1).toArray();
    while (rows.size() < count) {
      long user = users[random.nextInt(users.length)];
      long item = random.nextLong(0, random.nextBoolean() ? 100 : largest + 1);
      if (pairs.add(List.of(user, item))) {
        rows.add(
            new Row(user, item, random.nextInt(1, 11) / 2f, random.nextLong(0, 2_000_000_000)));
      }
    }
    return rows;
  }
}
