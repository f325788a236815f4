package org.querent.core.data.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.querent.core.data.form.ColumnMapping.Separator;

/**
 * What a file of ratings is, as far as it does not say so itself: all that can be set about it.
 * Immutable.
 *
 * @param kind what is in the file; without it, found out from its content and the columns
 * @param columns which columns are read; without them, those of MovieLens or RecBole
 * @param header whether the first line has names and no rating; without it, where columns are given
 *     by name, and where no value that should be one of a first rating is a number
 * @param decimal what stands before the fraction of a number
 * @param time what times are
 * @param comment what begins lines to be passed over
 * @param encoding of the text; without it, what the mark at its start says, or else UTF-8
 * @param missing what stands in the place of a rating where there is none, numbers or texts
 */
public record RatingsForm(
    Optional<Kind> kind,
    Optional<ColumnMapping> columns,
    Optional<Boolean> header,
    Decimal decimal,
    Time time,
    Optional<String> comment,
    Optional<Encoding> encoding,
    List<String> missing) {
  /** Neither what ids and numbers begin with, nor what a quote or an object of JSON does. */
  private static final Pattern COMMENT = Pattern.compile("[^\\p{L}\\p{N}\\s\"{-][^\\s\"]{0,7}|--");

  /** A file that says itself what it is. */
  public static final RatingsForm FOUND_OUT =
      new RatingsForm(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Decimal.POINT,
          Time.AUTO,
          Optional.empty(),
          Optional.empty(),
          List.of());

  /** What a file of ratings may be. */
  public enum Kind {
    /** As MovieLens publishes it: u.data, ratings.dat, ratings.csv. */
    MOVIELENS,
    /** A line per rating, in columns. */
    TABLE,
    /** An object of JSON per rating, whose keys are the columns. */
    JSON_LINES,
    /** A rating and the numbers of features, of which the first two are user and item. */
    LIBFM,
    /** A line per user and a column per item, or the other way round. */
    WIDE,
    /** Blocks of an item's number and a colon, and then user, rating and date. */
    NETFLIX,
    /** Columns of Apache Parquet. */
    PARQUET
  }

  /** What stands before the fraction of a number. */
  public enum Decimal {
    /** 3.5. */
    POINT,
    /** 3,5. */
    COMMA
  }

  /** What times are; of all of them fractions of seconds are cut off. */
  public enum Time {
    /** Seconds since 1970. */
    SECONDS,
    /** Milliseconds since 1970. */
    MILLISECONDS,
    /** Dates, or dates and times, as in ISO 8601; without a zone in that of Greenwich. */
    ISO,
    /** Each of these, where numbers from 10^11 on are milliseconds. */
    AUTO
  }

  /** How the characters of a text are written. */
  public enum Encoding {
    /** Unicode, one to four bytes a character. */
    UTF_8,
    /** ISO 8859-1, one byte a character. */
    LATIN_1,
    /** Unicode, two bytes a character or four. */
    UTF_16
  }

  /**
   * Refuses what does not go together.
   *
   * @throws IllegalArgumentException with a message for the user, which names the setting
   */
  public RatingsForm {
    missing = List.copyOf(missing);
    boolean named = columns.isPresent() && columns.get().hasNames();
    if (named && header.isPresent() && !header.get()) {
      throw new IllegalArgumentException(
          "header: false goes with columns by position, from 1, and not by name");
    }
    if (comment.isPresent() && !COMMENT.matcher(comment.get()).matches()) {
      throw new IllegalArgumentException(
          "comment must be up to eight characters that no line of ratings begins with, such as \"#\" or \"//\"; found \""
              + LineSource.shown(comment.get())
              + '"');
    }
    switch (kind.orElse(Kind.TABLE)) {
      case MOVIELENS, NETFLIX -> {
        if (columns.isPresent()) {
          throw new IllegalArgumentException(
              "columns goes with other forms only: form movielens and netflix have theirs");
        }
      }
      case LIBFM -> requireFeatures(columns);
      case WIDE -> requireRange(columns);
      default -> {
        if (columns.isPresent() ? !columns.get().isComplete() : kind.isPresent()) {
          throw new IllegalArgumentException(
              "columns needs user, item and rating, each the name of a column in the header or its"
                  + " position from 1");
        }
      }
    }
  }

  private static void requireFeatures(Optional<ColumnMapping> columns) {
    if (columns.isPresent()
        && (columns.get().hasNames()
            || columns.get().rating().isPresent()
            || columns.get().timestamp().isPresent())) {
      throw new IllegalArgumentException(
          "columns of form libfm may be user and item, the places of their features in a line, which"
              + " are {user: 1, item: 2} by default");
    }
  }

  private static void requireRange(Optional<ColumnMapping> columns) {
    ColumnMapping given = columns.orElse(ColumnMapping.NONE);
    boolean users = given.user().filter(ColumnMapping::isRange).isPresent();
    boolean items = given.item().filter(ColumnMapping::isRange).isPresent();
    if (users == items || given.rating().isPresent() || given.timestamp().isPresent()) {
      throw new IllegalArgumentException(
          "columns of form wide needs a range of positions for what the columns are, such as {user: 1,"
              + " item: 2-}, or {item: 2-101} where lines have no name");
    }
  }

  /** A table with these columns, and the rest as it is found. */
  public static RatingsForm of(ColumnMapping columns) {
    return of(Optional.empty(), columns);
  }

  /** This form as a table with other columns. */
  RatingsForm with(ColumnMapping others) {
    return new RatingsForm(
        Optional.of(Kind.TABLE),
        Optional.of(others),
        header,
        decimal,
        time,
        comment,
        encoding,
        missing);
  }

  /** This form as Parquet, whose numbers and times are what they are. */
  RatingsForm parquet(Decimal ofRatings, Time ofTimes) {
    return new RatingsForm(
        Optional.of(Kind.PARQUET), columns, header, ofRatings, ofTimes, comment, encoding, missing);
  }

  /** A file of some kind with these columns, and the rest as it is found. */
  public static RatingsForm of(Kind kind, ColumnMapping columns) {
    return of(Optional.of(kind), columns);
  }

  private static RatingsForm of(Optional<Kind> kind, ColumnMapping columns) {
    return new RatingsForm(
        kind,
        Optional.of(columns),
        Optional.empty(),
        Decimal.POINT,
        Time.AUTO,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** This form as another kind. */
  public RatingsForm withKind(Kind other) {
    return new RatingsForm(
        Optional.of(other), columns, header, decimal, time, comment, encoding, missing);
  }

  /** This form, with it said whether there is a header. */
  public RatingsForm withHeader(boolean said) {
    return new RatingsForm(
        kind, columns, Optional.of(said), decimal, time, comment, encoding, missing);
  }

  /** This form with another sign before fractions. */
  public RatingsForm withDecimal(Decimal other) {
    return new RatingsForm(kind, columns, header, other, time, comment, encoding, missing);
  }

  /** This form with another sign of comments. */
  public RatingsForm withComment(Optional<String> other) {
    return new RatingsForm(kind, columns, header, decimal, time, other, encoding, missing);
  }

  /** This form in another encoding. */
  public RatingsForm withEncoding(Encoding other) {
    return new RatingsForm(
        kind, columns, header, decimal, time, comment, Optional.of(other), missing);
  }

  /** This form with other codes for what is missing. */
  public RatingsForm withMissing(List<String> codes) {
    return new RatingsForm(kind, columns, header, decimal, time, comment, encoding, codes);
  }

  /** This form without the column of times. */
  public RatingsForm withoutTimes() {
    return new RatingsForm(
        kind,
        columns.map(
            it ->
                new ColumnMapping(
                    it.user(), it.item(), it.rating(), Optional.empty(), it.separator())),
        header,
        decimal,
        time,
        comment,
        encoding,
        missing);
  }

  /** Whether columns are given by name, so that there must be a header. */
  public boolean hasNames() {
    return columns.isPresent() && columns.get().hasNames();
  }

  /** Whether nothing is said but how the text is encoded. */
  boolean isFoundOut() {
    return header.isEmpty()
        && decimal == Decimal.POINT
        && time == Time.AUTO
        && comment.isEmpty()
        && missing.isEmpty();
  }

  Optional<Separator> separator() {
    return columns.flatMap(ColumnMapping::separator);
  }
}
