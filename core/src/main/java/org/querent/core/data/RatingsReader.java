package org.querent.core.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads ratings in the formats of MovieLens, recognised by content and not by name: {@code u.data}
 * (tabs), {@code ratings.dat} (double colons), {@code ratings.csv} (a header and commas), each
 * plain, inside a .gz, or inside the published .zip. Streams: memory is that of the columns plus
 * the set of pairs. Stateless and thread-safe.
 */
public final class RatingsReader {
  private static final String HEADER = "userid,movieid,rating";

  /** How MovieLens names files of ratings. */
  static final Set<String> ENTRIES = Set.of("u.data", "ratings.dat", "ratings.csv");

  /**
   * Reads a file.
   *
   * @param file a rating file, plain or compressed
   * @param scale what ratings may be
   * @throws DatasetException if there is no such file, or it holds anything but ratings; with line
   *     number and content
   */
  public Ratings read(Path file, RatingScale scale) {
    if (!Files.exists(file)) {
      throw new DatasetException("there is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new DatasetException(
          file + " is a folder; name the file of ratings inside, such as ratings.csv");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), scale);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a stream, which stays open.
   *
   * @param name what messages call it
   */
  public Ratings read(InputStream in, String name, RatingScale scale) {
    RatingsBuilder ratings = new RatingsBuilder();
    read(in, name, scale, ratings);
    return ratings.build(scale);
  }

  void read(InputStream in, String name, RatingScale scale, RatingsBuilder ratings) {
    try {
      InputStream buffered = new BufferedInputStream(in, 1 << 16);
      parse(new LineSource(open(buffered, name)), name, scale, ratings);
    } catch (IOException | IllegalArgumentException e) {
      // A zip with an entry name that is no text answers with an IllegalArgumentException.
      throw new DatasetException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private static InputStream open(InputStream in, String name) throws IOException {
    in.mark(4);
    int first = in.read();
    int second = in.read();
    in.reset();
    if (first == 0x1f && second == 0x8b) {
      return new GZIPInputStream(in, 1 << 16);
    }
    return first == 'P' && second == 'K' ? entry(new ZipInputStream(in), name) : in;
  }

  private static InputStream entry(ZipInputStream zip, String name) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String path = entry.getName();
      if (ENTRIES.contains(path.substring(path.lastIndexOf('/') + 1))) {
        return zip;
      }
    }
    throw new DatasetException(
        name + " is a zip without u.data, ratings.dat or ratings.csv; is it a MovieLens archive?");
  }

  private static void parse(
      LineSource lines, String name, RatingScale scale, RatingsBuilder ratings) throws IOException {
    if (!lines.next() || lines.blank()) {
      requireEnd(lines, name);
      throw new DatasetException(name + " is empty; it should hold ratings");
    }
    String first = lines.shown();
    int firstRow = ratings.size();
    RatingLine line;
    int header = 0;
    if (first.toLowerCase(Locale.ROOT).startsWith(HEADER)) {
      line = new RatingLine(',', 1);
      header = 1;
      if (!lines.next() || lines.blank()) {
        requireEnd(lines, name);
        throw new DatasetException(name + " has a header and no ratings");
      }
    } else if (first.contains("::")) {
      line = new RatingLine(':', 2);
    } else if (first.contains("\\t")) {
      line = new RatingLine('\t', 1);
    } else {
      throw new DatasetException(
          "%s, line 1: found \"%s\", which is no format of MovieLens; known are u.data (tabs), ratings.dat (::) and ratings.csv (the header userId,movieId,rating,timestamp)"
              .formatted(name, first));
    }
    do {
      if (lines.blank()) {
        requireEnd(lines, name);
        return;
      }
      addLine(lines, line, name, scale, ratings, firstRow, header);
    } while (lines.next());
  }

  private static void addLine(
      LineSource lines,
      RatingLine line,
      String name,
      RatingScale scale,
      RatingsBuilder ratings,
      int firstRow,
      int header) {
    if (!line.parse(lines.buffer(), lines.start(), lines.end())) {
      throw new DatasetException(
          "%s, line %d: found \"%s\", which is not a user, an item, a rating and a time"
              .formatted(name, lines.number(), lines.shown()));
    }
    if (!scale.contains(line.rating)) {
      throw new DatasetException(
          "%s, line %d: found the rating %s in \"%s\", allowed are %s to %s"
              .formatted(
                  name, lines.number(), line.rating, lines.shown(), scale.min(), scale.max()));
    }
    if (!ratings.add(line.user, line.item, line.rating, line.timestamp)) {
      int other = ratings.rowOf(line.user, line.item) - firstRow;
      throw new DatasetException(
          "%s, line %d: user %d rates item %d a second time, after %s; keep one of them"
              .formatted(
                  name,
                  lines.number(),
                  line.user,
                  line.item,
                  other < 0 ? "the file before" : "line " + (other + 1 + header)));
    }
  }

  private static void requireEnd(LineSource lines, String name) throws IOException {
    long blank = lines.number();
    while (lines.next()) {
      if (!lines.blank()) {
        throw new DatasetException(
            "%s, line %d: an empty line among the ratings".formatted(name, blank));
      }
    }
  }
}
