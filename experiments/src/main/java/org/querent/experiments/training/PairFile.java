package org.querent.experiments.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.querent.core.data.Ids;
import org.querent.core.data.form.FieldValues;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Time;
import org.querent.core.data.form.TableRows;
import org.querent.core.data.form.TableRows.Row;
import org.querent.experiments.ExperimentException;

/**
 * A table of pairs, packed, encoded, separated and quoted as tables of ratings may be: columns of
 * users, items and perhaps times, which are given, or else called as in data sets, such as {@code
 * userId}, {@code movieId} and {@code timestamp}, in any order; others are not looked at. Read row
 * by row.
 */
final class PairFile {
  private final Path path;
  private final PairColumns columns;

  PairFile(Path path, PairColumns columns) {
    this.path = path;
    this.columns = columns;
  }

  /** What is done with each pair. */
  @FunctionalInterface
  interface Reader {
    /**
     * Takes a pair.
     *
     * @param line where it begins in the file, from 1
     * @param timestamp in seconds since 1970, if the file has times
     */
    void read(long line, String user, String item, OptionalLong timestamp) throws IOException;
  }

  /**
   * Reads all pairs.
   *
   * @throws ExperimentException if the file is missing or it has not both columns, or a line is no
   *     pair
   * @throws org.querent.core.data.DatasetException if it is no table
   */
  void read(Reader reader) {
    try (InputStream in = Files.newInputStream(path)) {
      TableRows rows = TableRows.open(in, path.toString(), columns.separator(), columns.encoding());
      Row first = rows.next().orElse(new Row(1, List.of("")));
      List<String> names = first.values();
      int user = required(columns.users(names), first);
      int item = required(columns.items(names), first);
      Optional<Integer> time = columns.times(names);
      if (columns.timestamp().isPresent()) {
        required(time, first);
      }
      Optional<Row> row = columns.hasHeader() ? rows.next() : Optional.of(first);
      for (; row.isPresent(); row = rows.next()) {
        read(row.get(), names, user, item, time, reader);
      }
    } catch (NoSuchFileException e) {
      throw new ExperimentException("there is no file " + path + "; check the path", e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + path, e);
    }
  }

  private int required(Optional<Integer> place, Row first) {
    return place.orElseThrow(
        () ->
            refused(
                first,
                columns.equals(PairColumns.NAMED)
                    ? "which is not a header with a user and an item, such as userId,movieId or userId,movieId,timestamp; --columns \"user: 1, item: 2\" reads other tables"
                    : "which has not all columns that --columns says"));
  }

  private void read(
      Row row, List<String> names, int user, int item, Optional<Integer> time, Reader reader)
      throws IOException {
    List<String> values = row.values();
    OptionalLong timestamp =
        values.size() == names.size() && time.isPresent()
            ? FieldValues.time(values.get(time.get()), Time.AUTO, Decimal.POINT)
            : OptionalLong.empty();
    if (values.size() != names.size()
        || Ids.fault(values.get(user)).isPresent()
        || Ids.fault(values.get(item)).isPresent()
        || timestamp.isPresent() != time.isPresent()) {
      throw refused(
          row,
          columns.hasHeader()
              ? "which is not one value each of " + LineSource.shown(String.join(", ", names))
              : "which is not a user, an item and, if --columns says so, a time, in as many columns as the first line has");
    }
    reader.read(row.line(), values.get(user), values.get(item), timestamp);
  }

  private ExperimentException refused(Row row, String why) {
    return new ExperimentException(
        String.format(
            Locale.ROOT,
            "%s, line %d: found \"%s\", %s",
            path,
            row.line(),
            LineSource.shown(String.join(",", row.values())),
            why));
  }
}
