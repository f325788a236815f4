package org.querent.core.data.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.parquet.ParquetFile;

/**
 * Reads ratings in the forms that they are published and exported in. What is in a file is
 * recognised by its content and not by its name, as far as it says so itself: MovieLens' {@code
 * u.data} (tabs), {@code ratings.dat} (double colons) and {@code ratings.csv} (a header and
 * commas), the typed header of RecBole, the blocks of Netflix, Parquet; of others a {@link
 * RatingsForm} says what they are. Each may be plain or packed: gzip, bzip2, xz, zstd, zip.
 * Streams: memory is that of the columns, 20 bytes a rating (24 where ratings are no floats; 4
 * more, while they are read, of all but MovieLens), and half as much while they are checked and
 * joined. Stateless and thread-safe.
 */
public final class RatingsReader {
  private static final Pattern HEADER = Pattern.compile("(?i)userid,movieid,rating");

  /** What is looked at to find out what a file is. */
  private static final int HEAD = 1 << 15;

  /** A header as pandas writes it where columns have no names. */
  private static final Pattern COUNTING = Pattern.compile("0(\\t|::)1\\12(\\13)?");

  /** How MovieLens names files of ratings. */
  public static final Set<String> ENTRIES = Set.of("u.data", "ratings.dat", "ratings.csv");

  private final boolean keepsRepeats;
  private final Optional<OddValues> odd;

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
    this(keepsRepeats, Optional.empty());
  }

  private RatingsReader(boolean keepsRepeats, Optional<OddValues> odd) {
    this.keepsRepeats = keepsRepeats;
    this.odd = odd;
  }

  /**
   * A reader that keeps repeats, and notes what may stand in the place of a rating or a time
   * instead of refusing it.
   *
   * @param odd gets it; of one file
   */
  public static RatingsReader noting(OddValues odd) {
    return new RatingsReader(true, Optional.of(odd));
  }

  /**
   * Reads a file that says itself what it is.
   *
   * @param file a rating file, plain or compressed
   * @param scale what ratings may be
   * @throws DatasetException if there is no such file, or it holds anything but ratings; with line
   *     number and content, and the setting that helps
   */
  public Ratings read(Path file, RatingScale scale) {
    return read(file, scale, RatingsForm.FOUND_OUT).ratings();
  }

  /**
   * Reads a file.
   *
   * @param form what it is, as far as it does not say so itself
   * @throws DatasetException as the other
   */
  public RatingsReading read(Path file, RatingScale scale, RatingsForm form) {
    if (!Files.exists(file)) {
      throw new DatasetException("there is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new DatasetException(
          file + " is a folder; name the file of ratings inside, such as ratings.csv");
    }
    RatingsBuilder ratings = new RatingsBuilder();
    try (InputStream in = Files.newInputStream(file)) {
      String name = file.toString();
      int missing =
          ParquetFile.is(file)
              ? ParquetForm.read(file, form, known -> sink(name, scale, known, ratings))
              : read(in, name, scale, form, ratings);
      return new RatingsReading(ratings.build(scale), missing);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (DatasetException e) {
      // What cannot be unpacked cannot be inspected.
      throw e.getCause() instanceof IOException ? e : e.about(file);
    }
  }

  /**
   * Reads a stream, which stays open.
   *
   * @param name what messages call it
   */
  public Ratings read(InputStream in, String name, RatingScale scale) {
    return read(in, name, scale, RatingsForm.FOUND_OUT);
  }

  /** Reads ratings from a stream in a given form. */
  public Ratings read(InputStream in, String name, RatingScale scale, RatingsForm form) {
    RatingsBuilder ratings = new RatingsBuilder();
    read(in, name, scale, form, ratings);
    return ratings.build(scale);
  }

  /**
   * Adds what a stream holds to what is there.
   *
   * @return how many values in the place of ratings said that there is none
   */
  public int read(
      InputStream in, String name, RatingScale scale, RatingsForm form, RatingsBuilder ratings) {
    try {
      InputStream unpacked =
          Packed.open(in, name, form.kind().isPresent() || form.columns().isPresent());
      InputStream text = Utf8Input.of(unpacked, form.encoding());
      byte[] head = text.readNBytes(HEAD);
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), text);
      return parse(head, whole, name, scale, form, ratings);
    } catch (IOException | IllegalArgumentException e) {
      // A zip with an entry name that is no text answers with an IllegalArgumentException.
      throw new DatasetException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private int parse(
      byte[] head,
      InputStream in,
      String name,
      RatingScale scale,
      RatingsForm form,
      RatingsBuilder ratings)
      throws IOException {
    boolean published =
        form.columns().isEmpty() && form.kind().orElse(Kind.MOVIELENS) == Kind.MOVIELENS;
    if (published && form.isFoundOut()) {
      LineSource first = new LineSource(new ByteArrayInputStream(head));
      boolean empty = !first.next() || first.blank();
      if (empty
          || HEADER.matcher(first.shown()).lookingAt()
          || (parser(first).isPresent() && !COUNTING.matcher(first.text()).matches())) {
        addPublished(new RatingRows(new LineSource(in), name, scale, ratings, keepsRepeats));
        return 0;
      }
    }
    String text = new String(head, StandardCharsets.UTF_8);
    ColumnGuess guess = ColumnGuess.of(text, form.comment());
    RatingsForm known = known(form, guess, text, name);
    RowSink sink = sink(name, scale, known, ratings);
    try {
      read(in, known, guess, name, sink);
    } catch (DatasetException | IOException e) {
      // A pair that repeats before what is wrong here is what was wrong first.
      sink.requireDistinct();
      throw e;
    }
    return sink.finish();
  }

  private RowSink sink(String name, RatingScale scale, RatingsForm known, RatingsBuilder ratings) {
    return new RowSink(name, scale, known, keepsRepeats, ratings, odd);
  }

  /** The form with what a file says itself. */
  private static RatingsForm known(RatingsForm form, ColumnGuess guess, String head, String name) {
    if (head.startsWith("PAR1")) {
      throw new DatasetException(
          name + " has Parquet packed in it, which is read unpacked only; unpack it");
    }
    if (head.indexOf('\0') >= 0) {
      throw new DatasetException(
          name
              + ", line 1: found bytes that are 0, which no text has; encoding: utf-16 reads text of two bytes a character");
    }
    if (form.columns().isPresent()
        || form.kind().filter(kind -> kind != Kind.MOVIELENS).isPresent()) {
      return form;
    }
    if (guess.sure() && (form.kind().isEmpty() || guess.kind() == Kind.MOVIELENS)) {
      return guess.columns().map(form::with).orElse(form);
    }
    String first = head.lines().findFirst().orElse("");
    String help = guess.setting();
    Optional<String> comment = ColumnGuess.comment(first);
    if (form.comment().isEmpty() && comment.isPresent()) {
      help = "comment: \"" + comment.get() + "\", " + ColumnGuess.of(head, comment).setting();
    }
    throw new DatasetException(
        String.format(
            Locale.ROOT,
            "%s, line 1: found \"%s\", which is no format of MovieLens; known are u.data (tabs), ratings.dat (::) and ratings.csv (the header userId,movieId,rating,timestamp); %s reads it",
            name,
            LineSource.shown(first),
            help));
  }

  private static void read(
      InputStream in, RatingsForm form, ColumnGuess guess, String name, RowSink sink)
      throws IOException {
    switch (kind(form, guess)) {
      case JSON_LINES -> new JsonForm(form.columns().orElseThrow(), name).read(in, sink);
      case LIBFM ->
          new LibfmForm(new TableRows(in, name, Separator.BLANK, form.comment()), form.columns())
              .read(sink);
      case NETFLIX ->
          NetflixForm.read(new TableRows(in, name, Separator.COMMA, form.comment()), sink);
      case WIDE -> new WideForm(table(in, form, guess, name), form, name).read(sink);
      case PARQUET ->
          throw new DatasetException(
              name
                  + " is no Parquet, which begins with PAR1; without form: parquet it is found out what it is");
      default -> new TableForm(table(in, form, guess, name), form, name).read(sink);
    }
  }

  private static Kind kind(RatingsForm form, ColumnGuess guess) {
    boolean objects = guess.kind() == Kind.JSON_LINES && form.separator().isEmpty();
    Kind found = form.columns().isEmpty() || objects ? guess.kind() : Kind.TABLE;
    return form.kind().orElse(found);
  }

  private static TableRows table(InputStream in, RatingsForm form, ColumnGuess guess, String name) {
    if (guess.kind() == Kind.NETFLIX && form.kind().isEmpty()) {
      throw new DatasetException(
          name
              + ", line 1: found an item and a colon, as in the blocks of Netflix; form: netflix, without columns, reads it");
    }
    Separator separator =
        form.separator()
            .or(guess::separator)
            .orElseThrow(
                () ->
                    new DatasetException(
                        name
                            + ", line 1: found nothing that separates columns, such as a comma, tab, semicolon, double colon, bar or blank; columns.separator says what does"));
    return new TableRows(in, name, separator, form.comment());
  }

  private static void addPublished(RatingRows rows) throws IOException {
    LineSource lines = rows.first();
    if (HEADER.matcher(lines.shown()).lookingAt()) {
      rows.skipHeader();
      rows.addAll(new RatingLine(',', 1));
    } else {
      rows.addAll(parser(lines).orElseThrow());
    }
  }

  /** What parses a line of MovieLens without a header. */
  private static Optional<RatingLine> parser(LineSource first) {
    String shown = first.shown();
    RatingLine parser = shown.contains("::") ? new RatingLine(':', 2) : new RatingLine('\t', 1);
    return parser.parse(first.buffer(), first.start(), first.end())
        ? Optional.of(parser)
        : Optional.empty();
  }
}
