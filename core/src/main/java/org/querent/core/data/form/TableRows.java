package org.querent.core.data.form;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm.Encoding;

/**
 * The rows of a table in UTF-8: values between separators, quoted as in RFC 4180, so that a value
 * may have separators and ends of lines in it; blanks around values are left away, and empty lines
 * are passed over, as are a line for Excel at the start and the end of a file of DOS. Lines end
 * with CR, LF or both. Not thread-safe.
 */
public final class TableRows {
  /** Tables may have texts beside the ratings, and matrices many columns. */
  private static final int LONGEST_VALUE = 1 << 17;

  private static final int MOST_VALUES = 1 << 19;
  private static final int LONGEST_ROW = 1 << 24;

  /** So much is looked at to tell what is between values. */
  private static final int HEAD = 1 << 16;

  private static final List<String> NOTHING = List.of("");

  /** How DOS ends a file. */
  private static final List<String> END = List.of("\u001a");

  /** A first line that tells Excel what is between values, as in {@code sep=;}. */
  private static final List<String> FOR_EXCEL = List.of("sep=", "");

  private final String name;

  /** Which setting says what is between values. */
  private final String setting;

  private final Separator separator;
  private final boolean blanks;
  private final CloseableIterator<CsvRecord> records;
  private final Optional<String> comment;
  private final Trimming trimming = new Trimming();
  private long last;

  /**
   * One row.
   *
   * @param line where it begins, from 1
   * @param values one a column, unquoted
   */
  public record Row(long line, List<String> values) {}

  /**
   * The rows of a stream, which is not closed here.
   *
   * @param name what messages call the file
   * @param comment what begins lines to be passed over, unless it is quoted
   */
  public TableRows(InputStream in, String name, Separator separator, Optional<String> comment) {
    this(in, name, separator, comment, "columns.separator");
  }

  private TableRows(
      InputStream in, String name, Separator separator, Optional<String> comment, String setting) {
    this.name = name;
    this.setting = setting;
    this.comment = comment;
    this.separator = separator;
    blanks = separator == Separator.BLANK;
    CsvReader.CsvReaderBuilder builder =
        CsvReader.builder()
            .fieldSeparator(separator.text())
            .trimWhitespacesAroundQuotes(!blanks)
            .detectBomHeader(false)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST_VALUE);
    // The library knows comments of one character only, in which quotes mean nothing.
    comment
        .filter(sign -> sign.length() == 1)
        .ifPresent(
            sign -> builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(sign.charAt(0)));
    CsvRecordHandler handler =
        CsvRecordHandler.builder()
            .maxFields(MOST_VALUES)
            .maxFieldSize(LONGEST_VALUE)
            .maxRecordSize(LONGEST_ROW)
            .fieldModifier(trimming)
            .build();
    records = builder.build(handler, new InputStreamReader(in, StandardCharsets.UTF_8)).iterator();
  }

  /**
   * The rows of a file of any encoding, perhaps compressed, which is not closed here.
   *
   * @param name what messages call the file
   * @param separator what stands between values; without it, what the first line has most of
   * @param encoding unless a mark at its start says so; UTF-8 without it
   */
  public static TableRows open(
      InputStream in, String name, Optional<Separator> separator, Optional<Encoding> encoding)
      throws IOException {
    InputStream text = Utf8Input.of(Packed.open(in, name, true), encoding);
    byte[] head = text.readNBytes(HEAD);
    String first = new String(head, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    return new TableRows(
        new SequenceInputStream(new ByteArrayInputStream(head), text),
        name,
        separator.or(() -> ColumnGuess.separator(first)).orElse(Separator.COMMA),
        Optional.empty(),
        "separator");
  }

  /**
   * The next row; empty at the end.
   *
   * @throws DatasetException if a quote is where none may be or is not closed, or a value is too
   *     long
   */
  public Optional<Row> next() throws IOException {
    try {
      while (records.hasNext()) {
        CsvRecord next = records.next();
        Row row = new Row(next.getStartingLineNumber(), values(next));
        boolean isPassedOver =
            NOTHING.equals(row.values())
                || END.equals(row.values())
                || (last == 0 && FOR_EXCEL.equals(row.values()));
        last = row.line();
        String first = row.values().get(0);
        boolean isComment = !trimming.quotedFirst && comment.filter(first::startsWith).isPresent();
        if (!isComment && !isPassedOver) {
          return Optional.of(row);
        }
      }
      return Optional.empty();
    } catch (CsvParseException | NoSuchElementException e) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s, in the row after line %d: found a quote that is not closed or closed too early, or a value of more than %d characters; a quote within quotes is doubled, and %s says what is between values",
              name,
              last,
              LONGEST_VALUE,
              setting),
          e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The first values of a row for a message, with between them what is there in the file. */
  public String shown(List<String> values) {
    return LineSource.shown(
        String.join(separator.text(), values.subList(0, Math.min(40, values.size()))));
  }

  /**
   * The first row, which must be there.
   *
   * @throws DatasetException if it is not, or as {@link #next}
   */
  Row first() throws IOException {
    return next()
        .orElseThrow(() -> new DatasetException(name + " is empty; it should hold ratings"));
  }

  /** What a message about a row says: where it is, what was found there, and then why not. */
  public String fault(Row row, String why) {
    return String.format(
        Locale.ROOT, "%s, line %d: found \"%s\", %s", name, row.line(), shown(row.values()), why);
  }

  private List<String> values(CsvRecord row) {
    if (!blanks) {
      return row.getFields();
    }
    // One blank or more between values: there is nothing between two of them.
    List<String> values = row.getFields().stream().filter(value -> !value.isEmpty()).toList();
    return values.isEmpty() ? List.of("") : values;
  }

  /** Leaves blanks around values away, but not those within quotes. */
  private static final class Trimming implements FieldModifier {
    private boolean quotedFirst;

    @Override
    public String modify(long line, int field, boolean quoted, String value) {
      quotedFirst = field == 0 ? quoted : quotedFirst;
      int from = 0;
      int to = value.length();
      while (!quoted && from < to && isBlank(value.charAt(from))) {
        from++;
      }
      while (!quoted && from < to && isBlank(value.charAt(to - 1))) {
        to--;
      }
      return value.substring(from, to);
    }

    private static boolean isBlank(char character) {
      return character == ' ' || character == '\t';
    }
  }
}
