package org.querent.core.data.form;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;

/**
 * Reads ratings in the formats of MovieLens, recognised by content and not by name: {@code u.data}
 * (tabs), {@code ratings.dat} (double colons), {@code ratings.csv} (a header and commas), each
 * plain, inside a .gz, or inside the published .zip. Streams: memory is that of the columns, 20
 * bytes a rating (24 where ratings are no floats), and half as much while they are checked and
 * joined. Stateless and thread-safe.
 */
public final class RatingsReader {
  private static final String HEADER = "userid,movieid,rating";

  /** Tables may have texts beside the ratings. */
  private static final int LONGEST_OF_TABLE = 1 << 15;

  private static final Pattern TABLE = Pattern.compile("\\.(csv|tsv)$");

  /** How MovieLens names files of ratings. */
  public static final Set<String> ENTRIES = Set.of("u.data", "ratings.dat", "ratings.csv");

  private final boolean keepsRepeats;

  /** A reader that refuses a pair that is rated a second time. */
  public RatingsReader() {
    this(false);
  }

  /**
   * A reader.
   *
   * @param keepsRepeats whether a pair may be rated a second time, and is then there twice
   */
  public RatingsReader(boolean keepsRepeats) {
    this.keepsRepeats = keepsRepeats;
  }

  /**
   * Reads a file.
   *
   * @param file a rating file, plain or compressed
   * @param scale what ratings may be
   * @throws DatasetException if there is no such file, or it holds anything but ratings; with line
   *     number and content
   */
  public Ratings read(Path file, RatingScale scale) {
    return read(file, scale, Optional.empty());
  }

  /**
   * Reads a table of ratings, whose first line and columns are what a mapping says.
   *
   * @throws DatasetException as the other, and with the column if that is wrong
   */
  public Ratings read(Path file, RatingScale scale, ColumnMapping mapping) {
    return read(file, scale, Optional.of(mapping));
  }

  public Ratings read(Path file, RatingScale scale, Optional<ColumnMapping> mapping) {
    if (!Files.exists(file)) {
      throw new DatasetException("there is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new DatasetException(
          file + " is a folder; name the file of ratings inside, such as ratings.csv");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), scale, mapping);
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
    return read(in, name, scale, Optional.empty());
  }

  public Ratings read(
      InputStream in, String name, RatingScale scale, Optional<ColumnMapping> mapping) {
    RatingsBuilder ratings = new RatingsBuilder();
    read(in, name, scale, mapping, ratings);
    return ratings.build(scale);
  }

  /** Adds what a stream holds to what is there. */
  public void read(
      InputStream in,
      String name,
      RatingScale scale,
      Optional<ColumnMapping> mapping,
      RatingsBuilder ratings) {
    try {
      InputStream buffered = new BufferedInputStream(in, 1 << 16);
      parse(open(buffered, name, mapping.isPresent()), name, scale, mapping, ratings);
    } catch (IOException | IllegalArgumentException e) {
      // A zip with an entry name that is no text answers with an IllegalArgumentException.
      throw new DatasetException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private static InputStream open(InputStream in, String name, boolean anyTable)
      throws IOException {
    in.mark(4);
    int first = in.read();
    int second = in.read();
    in.reset();
    BoundedInput.Counted counted = new BoundedInput.Counted(in);
    if (first == 0x1f && second == 0x8b) {
      return new BoundedInput(new GZIPInputStream(counted, 1 << 16), counted, name);
    }
    return first == 'P' && second == 'K' ? entry(counted, name, anyTable) : in;
  }

  /** An archive's ratings. Nothing is unpacked, so a path inside it leads nowhere. */
  private static InputStream entry(BoundedInput.Counted in, String name, boolean anyTable)
      throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    InputStream bounded = new BoundedInput(zip, in, name);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String path = entry.getName();
      if (ENTRIES.contains(path.substring(path.lastIndexOf('/') + 1))
          || (anyTable && TABLE.matcher(path).find())) {
        return bounded;
      }
      // The next entry would skip this one unbounded.
      bounded.transferTo(OutputStream.nullOutputStream());
    }
    if (anyTable) {
      throw new DatasetException(
          name + " is a zip without a file whose name ends with .csv or .tsv");
    }
    throw new DatasetException(
        name + " is a zip without u.data, ratings.dat or ratings.csv; is it a MovieLens archive?");
  }

  private void parse(
      InputStream in,
      String name,
      RatingScale scale,
      Optional<ColumnMapping> mapping,
      RatingsBuilder ratings)
      throws IOException {
    int longest = mapping.isPresent() ? LONGEST_OF_TABLE : LineSource.LONGEST_LINE;
    LineSource lines = new LineSource(in, longest);
    RatingRows rows = new RatingRows(lines, name, scale, ratings, keepsRepeats);
    rows.first();
    if (mapping.isPresent()) {
      RatingParser parser = new TableHeader(mapping.get(), lines, name).parser();
      if (mapping.get().hasHeader()) {
        rows.skipHeader();
      }
      rows.addAll(parser);
      return;
    }
    RatingParser parser = published(lines.shown(), name);
    if (isHeader(lines.shown())) {
      rows.skipHeader();
    }
    rows.addAll(parser);
  }

  private static boolean isHeader(String first) {
    return first.toLowerCase(Locale.ROOT).startsWith(HEADER);
  }

  private static RatingParser published(String first, String name) {
    if (isHeader(first)) {
      return new RatingLine(',', 1);
    } else if (first.contains("::")) {
      return new RatingLine(':', 2);
    } else if (first.contains("\\t")) {
      return new RatingLine('\t', 1);
    }
    throw new DatasetException(
        String.format(
            Locale.ROOT,
            "%s, line 1: found \"%s\", which is no format of MovieLens; known are u.data (tabs), ratings.dat (::) and ratings.csv (the header userId,movieId,rating,timestamp)",
            name,
            first));
  }
}
