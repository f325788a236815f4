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
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.FieldValues;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Time;
import org.querent.core.data.form.TableRows;
import org.querent.core.data.form.TableRows.Row;
import org.querent.experiments.ExperimentException;

/**
 * A table of pairs with a header, packed, encoded, separated and quoted as tables of ratings may
 * be: columns that are called as users, items and perhaps times are in data sets, such as {@code
 * userId}, {@code movieId} and {@code timestamp}, in any order; others are not looked at. Read row
 * by row.
 */
final class PairFile {
  private final Path path;

  PairFile(Path path) {
    this.path = path;
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
   * @throws ExperimentException if the file is missing or its header has not both columns, or a
   *     line is no pair
   * @throws org.querent.core.data.DatasetException if it is no table
   */
  void read(Reader reader) {
    try (InputStream in = Files.newInputStream(path)) {
      TableRows rows = TableRows.open(in, path.toString(), Optional.empty(), Optional.empty());
      Row header = rows.next().orElse(new Row(1, List.of("")));
      List<String> names = header.values();
      int user = place(ColumnNames.user(names), header);
      int item = place(ColumnNames.item(names), header);
      Optional<Integer> time = ColumnNames.time(names).map(names::indexOf);
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        read(row.get(), names, user, item, time, reader);
      }
    } catch (NoSuchFileException e) {
      throw new ExperimentException("there is no file " + path + "; check the path", e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + path, e);
    }
  }

  private int place(Optional<String> column, Row header) {
    return header
        .values()
        .indexOf(
            column.orElseThrow(
                () ->
                    refused(
                        header,
                        "which is not a header with a user and an item, such as userId,movieId or userId,movieId,timestamp")));
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
          row, "which is not one value each of " + LineSource.shown(String.join(", ", names)));
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
