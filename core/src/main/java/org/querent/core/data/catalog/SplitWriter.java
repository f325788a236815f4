package org.querent.core.data.catalog;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.querent.core.archive.AtomicFile;
import org.querent.core.data.Ratings;

/** Writes a part of a data set as a table that others read as well, ids to the letter. */
public final class SplitWriter {
  static final String HEADER = "userId,movieId,rating,timestamp\n";
  static final String TIMELESS_HEADER = "userId,movieId,rating\n";

  private SplitWriter() {}

  /** Writes ratings row by row, in the place of what the file was; times only if there are any. */
  public static void write(Path file, Ratings ratings) throws IOException {
    AtomicFile.write(file, out -> write(out, ratings));
  }

  /** Writes ratings row by row to a stream, which stays open; times only if there are any. */
  public static void write(OutputStream out, Ratings ratings) throws IOException {
    boolean timed = IntStream.range(0, ratings.size()).anyMatch(row -> ratings.timestamp(row) != 0);
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text.write(timed ? HEADER : TIMELESS_HEADER);
    for (int row = 0; row < ratings.size(); row++) {
      text.write(quoted(ratings.userIds().idOf(ratings.user(row))) + ',');
      text.write(quoted(ratings.itemIds().idOf(ratings.item(row))) + ',');
      text.write(BigDecimal.valueOf(ratings.rating(row)).toPlainString());
      text.write((timed ? "," + ratings.timestamp(row) : "") + '\n');
    }
    text.flush();
  }

  /** RFC 4180. */
  private static String quoted(String id) {
    boolean plain = id.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? id : '"' + id.replace("\"", "\"\"") + '"';
  }
}
