package org.querent.core.data.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.ColumnGuess;
import org.querent.core.data.form.FileHead;
import org.querent.core.data.form.OddValues;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.RatingsForm.Time;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.data.prepare.Duplicates;

/**
 * Finds out what a file of ratings is, and the settings that read it. The columns are guessed from
 * the first 128 KiB; all the rest is of the whole file, which is read once, or a second time where
 * the first one met a decimal comma or letters that are not in UTF-8. Cost: the time and memory of
 * reading it for an experiment, and 16 bytes a rating while repeats are looked for. Stateless.
 */
public final class RatingsInspector {
  /** Any rating there may be. */
  private static final RatingScale ANY = new RatingScale(-1e300, 1e300);

  /**
   * Inspects a file.
   *
   * @throws DatasetException with a message that says what the file is, if it has no ratings; or
   *     what is wrong with it, as reading it says
   */
  public Inspection inspect(Path file) {
    OtherFile.requireFile(file);
    FileHead head = FileHead.read(file);
    if (head.isParquet()) {
      ColumnGuess keyed =
          new ColumnGuess(Kind.PARQUET, Optional.empty(), Optional.empty(), true, false);
      SeenTable table = SeenTable.ofParquet(file);
      OtherFile.requireNoSideTable(file, table);
      String names = String.join(", ", table.names());
      // Without columns it is damaged, as reading it says.
      RatingsForm form =
          table.columns().isEmpty() ? RatingsForm.FOUND_OUT : form(file, names, keyed, table);
      return seen(file, head, keyed, table, read(file, form, new OddValues()));
    }
    OtherFile.requireText(file, head);
    String text = head.text();
    Optional<String> comment = ColumnGuess.comment(text);
    ColumnGuess guess = ColumnGuess.of(text, comment);
    if (!guess.sure() || guess.kind() != Kind.MOVIELENS) {
      OtherFile.requireOneTable(file, head);
    }
    SeenTable table = SeenTable.of(text, guess, comment);
    boolean itself = guess.sure() && comment.isEmpty();
    if (!guess.sure()) {
      OtherFile.requireNoSideTable(file, table);
    }
    RatingsForm form =
        itself ? RatingsForm.FOUND_OUT : form(file, text, guess, table).withComment(comment);
    boolean saysEncoding = head.encoding() != Encoding.UTF_8 && !head.isMarked();
    Read read = read(file, saysEncoding ? form.withEncoding(head.encoding()) : form, guess);
    return seen(file, head, guess, table, read);
  }

  private static RatingsForm form(Path file, String text, ColumnGuess guess, SeenTable table) {
    if (guess.kind() == Kind.LIBFM || guess.kind() == Kind.NETFLIX) {
      return RatingsForm.FOUND_OUT.withKind(guess.kind());
    }
    ColumnChoice choice = ColumnChoice.of(table, guess);
    RatingsForm form =
        RatingsForm.of(
            choice.kind(),
            choice.columns().orElseThrow(() -> OtherFile.unclear(file, text, table)));
    boolean said =
        choice.kind() == Kind.WIDE
            || (choice.kind() == Kind.TABLE && table.header() && !form.hasNames());
    return said ? form.withHeader(table.header()) : form;
  }

  /**
   * What was read, and by what.
   *
   * @param commaNumber the number that made it one with decimal commas, if it is that
   */
  private record Read(
      RatingsForm form, Ratings ratings, OddValues odd, Optional<String> commaNumber) {
    Read withCommaNumber(Optional<String> number) {
      return new Read(form, ratings, odd, number);
    }
  }

  /** Reads what says itself what it is as any table if it is not quite that. */
  private static Read read(Path file, RatingsForm form, ColumnGuess guess) {
    try {
      return read(file, form, new OddValues());
    } catch (DatasetException e) {
      if (guess.kind() != Kind.MOVIELENS || form.columns().isPresent()) {
        throw e;
      }
      RatingsForm table =
          RatingsForm.of(Kind.TABLE, guess.columns().orElseThrow())
              .withHeader(guess.header())
              .withComment(form.comment());
      try {
        return read(file, table, new OddValues());
      } catch (DatasetException other) {
        // What is wrong with it as MovieLens has it says more.
        throw e;
      }
    }
  }

  private static Read read(Path file, RatingsForm form, OddValues odd) {
    try {
      Ratings ratings = RatingsReader.noting(odd).read(file, ANY, form).ratings();
      return new Read(form, ratings, odd, Optional.empty());
    } catch (DatasetException e) {
      if (odd.otherDecimal().isPresent() && form.decimal() == Decimal.POINT) {
        return read(file, form.withDecimal(Decimal.COMMA), new OddValues())
            .withCommaNumber(odd.otherDecimal());
      } else if (odd.hasForeignLetters() && form.encoding().isEmpty() && !isMostlyUtf8(file)) {
        return read(file, form.withEncoding(Encoding.LATIN_1), new OddValues());
      }
      throw e;
    }
  }

  private static boolean isMostlyUtf8(Path file) {
    try {
      return FileHead.isMostlyUtf8(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Inspection seen(
      Path file, FileHead head, ColumnGuess guess, SeenTable table, Read read) {
    OddValues odd = read.odd();
    int texts = odd.texts().values().stream().mapToInt(count -> count).sum();
    if (texts > read.ratings().size()) {
      // More texts than numbers are no codes: something is no rating.
      throw odd.firstText().orElseThrow().about(file);
    }
    InspectionNotes notes = new InspectionNotes();
    SeenValues values = new SeenValues(read.ratings().size(), read.ratings()::rating);
    Ratings ratings = withoutCodes(read.ratings(), values.codes());
    List<String> missing = new ArrayList<>();
    values.codes().forEach(code -> missing.add(SeenValues.number(code)));
    missing.addAll(odd.texts().keySet());
    notes.missing(missing, texts + read.ratings().size() - ratings.size());
    RatingsForm form = read.form().withMissing(missing);
    RatingCounts counts = RatingCounts.of(ratings);
    Set<Time> times = times(read, guess, counts);
    if (odd.firstNoTime().isPresent()) {
      notes.add("times are left out: " + odd.firstNoTime().get().getMessage());
      form = form.withoutTimes();
    }
    read.commaNumber().ifPresent(notes::thousands);
    if (form.encoding().equals(Optional.of(Encoding.LATIN_1))) {
      notes.latin1(ratings);
    }
    notes.columns(form, table);
    notes.values(values);
    notes.counts(counts);
    Duplicates duplicates =
        counts.pairs() == 0
            ? Duplicates.REFUSE
            : counts.conflicts() == 0 ? Duplicates.FIRST : Duplicates.LAST;
    return new Inspection(
        size(file),
        head.packing(),
        head.tables(),
        form.kind().orElse(guess.kind()),
        guess.separator(),
        table.header(),
        form.encoding().orElse(head.encoding()),
        table.columns(),
        counts,
        values.counts(),
        values.step(),
        times,
        notes.all(),
        new DatasetBlock(file, values.scale(), form, duplicates));
  }

  private static Ratings withoutCodes(Ratings ratings, List<Double> codes) {
    if (codes.isEmpty()) {
      return ratings;
    }
    int[] rows =
        IntStream.range(0, ratings.size())
            .filter(row -> !codes.contains(ratings.rating(row) + 0.0))
            .toArray();
    return ratings.select(rows).compact();
  }

  /** What times may be; those of MovieLens, of which no texts are seen, are seconds. */
  private static Set<Time> times(Read read, ColumnGuess guess, RatingCounts counts) {
    if (read.odd().firstNoTime().isPresent()) {
      return EnumSet.noneOf(Time.class);
    }
    boolean seconds = guess.kind() == Kind.MOVIELENS && counts.lastTime() > 0;
    return seconds ? EnumSet.of(Time.SECONDS) : read.odd().times();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static DatasetException unreadable(Path file, IOException cause) {
    return new DatasetException("cannot read " + file + ": " + cause.getMessage(), cause);
  }
}
