package org.querent.core.data.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.ColumnGuess;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.TableRows;
import org.querent.core.data.form.TableRows.Row;
import org.querent.core.data.form.parquet.ParquetFile;

/**
 * The first lines of a table.
 *
 * @param columns all columns; none if this is no table
 * @param separator what is between them
 * @param header whether the columns have names
 * @param rows the lines after the header; not all need have a value in each column
 */
record SeenTable(
    List<SeenColumn> columns,
    Optional<Separator> separator,
    boolean header,
    List<List<String>> rows) {
  /** How many columns are looked at: the first. */
  private static final int MOST_COLUMNS = 1000;

  private static final int MOST_ROWS = 2000;

  /** Ends reading when enough is seen. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The first rows of Parquet, whose columns have names; those with parts are empty. */
  static SeenTable ofParquet(Path path) {
    List<List<String>> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (ParquetFile file = ParquetFile.open(path)) {
      names.addAll(file.names().stream().limit(MOST_COLUMNS).toList());
      List<Integer> flat =
          IntStream.range(0, names.size()).filter(n -> !file.isNested(n)).boxed().toList();
      file.read(
          flat,
          (row, values) -> {
            if (rows.size() == MOST_ROWS) {
              throw new Enough();
            }
            String[] all = new String[names.size()];
            Arrays.fill(all, "");
            for (int n = 0; n < flat.size(); n++) {
              all[flat.get(n)] = values.get(n).orElse("");
            }
            rows.add(List.of(all));
          });
    } catch (Enough | IOException e) {
      // What is damaged is told by whoever reads it all.
      return named(names, rows);
    }
    return named(names, rows);
  }

  private static SeenTable named(List<String> names, List<List<String>> rows) {
    List<SeenColumn> columns =
        IntStream.range(0, names.size())
            .mapToObj(n -> SeenColumn.of(n + 1, names.get(n), values(rows, n)))
            .toList();
    return new SeenTable(columns, Optional.empty(), true, rows);
  }

  static SeenTable of(String text, ColumnGuess guess, Optional<String> comment) {
    if (guess.kind() == Kind.JSON_LINES) {
      return ofObjects(text);
    } else if (guess.separator().isEmpty()
        || guess.kind() == Kind.LIBFM
        || guess.kind() == Kind.NETFLIX) {
      return new SeenTable(List.of(), guess.separator(), false, List.of());
    }
    List<List<String>> rows = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      TableRows table =
          new TableRows(
              new ByteArrayInputStream(bytes), "", guess.separator().orElseThrow(), comment);
      for (Optional<Row> row = table.next();
          row.isPresent() && rows.size() < MOST_ROWS;
          row = table.next()) {
        rows.add(row.get().values());
      }
    } catch (DatasetException | IOException e) {
      // What is looked at may end within quotes; if it is the file, reading it says so.
      return of(rows, guess);
    }
    return of(rows, guess);
  }

  private static SeenTable of(List<List<String>> all, ColumnGuess guess) {
    boolean header = guess.header();
    Optional<Separator> separator = guess.separator();
    if (all.isEmpty()) {
      return new SeenTable(List.of(), separator, false, List.of());
    }
    List<String> first = all.get(0);
    List<List<String>> rows = all.subList(header ? 1 : 0, all.size());
    int width = Math.min(MOST_COLUMNS, first.size());
    List<SeenColumn> columns =
        IntStream.range(0, width)
            .mapToObj(n -> SeenColumn.of(n + 1, header ? first.get(n) : "", values(rows, n)))
            .toList();
    return new SeenTable(columns, separator, header, rows);
  }

  /** The values of a column, empty where a line is too short. */
  private static List<String> values(List<List<String>> rows, int column) {
    return rows.stream().map(row -> column < row.size() ? row.get(column) : "").toList();
  }

  private static SeenTable ofObjects(String text) {
    List<JsonNode> objects = ColumnGuess.objects(text, MOST_ROWS);
    Set<String> keys = new LinkedHashSet<>();
    objects.forEach(object -> object.fieldNames().forEachRemaining(keys::add));
    List<String> names = keys.stream().limit(MOST_COLUMNS).toList();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode object : objects) {
      rows.add(names.stream().map(name -> object.path(name).asText()).toList());
    }
    return named(names, rows);
  }

  /** The values of a column, by its place from 0. */
  List<String> values(int column) {
    return values(rows, column);
  }

  List<String> names() {
    return columns.stream().map(SeenColumn::name).toList();
  }

  /** Whether no two lines begin alike, so that each may be about a thing of its own. */
  boolean firstIsUnique(int least) {
    return rows.size() >= least && columns.get(0).distinct() == rows.size();
  }
}
