package org.querent.core.data.side;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ids;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.data.form.TableRows;
import org.querent.core.data.form.TableRows.Row;

/**
 * A table of one's own that describes users or items: a row for each, of any columns. Columns are
 * called by their names in the header, or without one by their positions, from 1. Immutable.
 *
 * @param path the file
 * @param id the column of ids, by its name in the header or its position from 1
 * @param title the column of titles, by name or position; without it the one called {@code title},
 *     if there is one
 * @param header whether the first line has names; without it, whether the id column is a name
 * @param separator what stands between columns; without it, what the first line has most of
 * @param encoding of the text, unless a mark at its start says so; UTF-8 without it
 */
public record SideTable(
    Path path,
    String id,
    Optional<String> title,
    Optional<Boolean> header,
    Optional<Separator> separator,
    Optional<Encoding> encoding) {
  private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,5}");

  /**
   * What a table says.
   *
   * @param title the name of its column of titles; it need not be there
   */
  record Described(SideColumns columns, String title) {}

  /** This table in another file. */
  public SideTable at(Path file) {
    return new SideTable(file, id, title, header, separator, encoding);
  }

  /**
   * Reads the table. Rows of ids without a rating are checked and skipped. Cost: O(its size).
   *
   * @param kind what messages call what a row is about: user, item
   * @throws DatasetException if it is not there, a row has another number of values than the first
   *     or the id of another, or a column is not there; with file, line and what to do
   */
  Described read(String kind, Ids ids) {
    if (!Files.isRegularFile(path)) {
      throw new DatasetException(
          "there is no file "
              + path
              + "; dataset."
              + kind
              + "s.path names the table of "
              + kind
              + "s");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(open(in), kind, ids);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * What the columns are called, before the table is read. Cost: that of its first line.
   *
   * @param faults gets what does not fit the table, by the setting that says so: path, id or title
   * @return no columns if even these cannot be read
   */
  public List<String> columns(BiConsumer<String, String> faults) {
    try (InputStream in = Files.newInputStream(path)) {
      TableRows rows = open(in);
      Row first = first(rows);
      List<String> names = names(rows, first);
      Map<String, String> settings = new TreeMap<>(Map.of("id", id));
      title.ifPresent(column -> settings.put("title", column));
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        try {
          place(rows, first, names, setting.getValue(), setting.getKey());
        } catch (DatasetException e) {
          faults.accept(setting.getKey(), e.getMessage());
        }
      }
      return names;
    } catch (DatasetException e) {
      faults.accept("path", e.getMessage());
    } catch (IOException e) {
      faults.accept("path", "cannot read " + path + ": " + e.getMessage());
    }
    return List.of();
  }

  private TableRows open(InputStream in) throws IOException {
    return TableRows.open(in, path.toString(), separator, encoding);
  }

  private Row first(TableRows rows) throws IOException {
    return rows.next()
        .orElseThrow(() -> new DatasetException(path + " is empty; it should be a table"));
  }

  private boolean isNamed() {
    return header.orElse(!POSITION.matcher(id).matches());
  }

  private List<String> names(TableRows rows, Row first) {
    List<String> names =
        isNamed()
            ? first.values()
            : IntStream.rangeClosed(1, first.values().size()).mapToObj(Integer::toString).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw refused(rows, first, "a header with two columns of one name; give each its own");
    }
    return names;
  }

  private Described read(TableRows rows, String kind, Ids ids) throws IOException {
    Row first = first(rows);
    List<String> names = names(rows, first);
    int idPlace = place(rows, first, names, id, "id");
    Optional<String> titles =
        title.map(column -> names.get(place(rows, first, names, column, "title")));
    SideColumns columns = new SideColumns(kind, ids, path.toString(), names);
    Optional<Row> row = isNamed() ? rows.next() : Optional.of(first);
    HashSet<String> seen = new HashSet<>();
    for (; row.isPresent(); row = rows.next()) {
      List<String> values = row.get().values();
      if (values.size() != names.size()) {
        throw refused(
            rows,
            row.get(),
            String.format(
                Locale.ROOT,
                "%d values where the first line has %d; separator says what is between columns, and what has it within a value is quoted",
                values.size(),
                names.size()));
      }
      String rowId = values.get(idPlace).strip();
      Optional<String> fault = Ids.fault(rowId);
      if (fault.isPresent()) {
        throw refused(
            rows, row.get(), "whose id " + fault.get() + "; id says which column has the ids");
      }
      if (!seen.add(rowId)) {
        throw refused(
            rows,
            row.get(),
            "whose id "
                + LineSource.shown(rowId)
                + " came before; keep one of the rows, or say with id which column has the ids");
      }
      columns.add(rowId, values);
    }
    return new Described(columns, titles.orElse(SideInformation.TITLE));
  }

  private int place(TableRows rows, Row first, List<String> names, String column, String setting) {
    int named = names.indexOf(column);
    int place =
        named < 0 && POSITION.matcher(column).matches() ? Integer.parseInt(column) - 1 : named;
    if (place < 0 || place >= names.size()) {
      throw refused(
          rows,
          first,
          String.format(
              Locale.ROOT,
              "without the column \"%s\"; %s is one of %s, separator says what is between them, and header whether the first line has their names",
              LineSource.shown(column),
              setting,
              LineSource.shown(String.join(", ", names))));
    }
    return place;
  }

  private static DatasetException refused(TableRows rows, Row row, String why) {
    return new DatasetException(rows.fault(row, why));
  }
}
