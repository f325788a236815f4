package org.querent.core.data.form;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.TableRows.Row;

/**
 * A matrix: a line per user and a column per item, or the other way round. What the columns are is
 * given as a range of positions, and they are called as the header calls them, or 1, 2, 3 in their
 * order; lines are called what a column of theirs says, or 1, 2, 3 in theirs. An empty value is no
 * rating.
 */
final class WideForm {
  private final TableRows rows;
  private final RatingsForm form;
  private final String name;
  private final boolean itemsAreColumns;

  /** The first column of the range, from 0. */
  private final int from;

  /** After the last column; that of the line where the range has no end. */
  private final int to;

  /** The column of the names of lines, or empty. */
  private final Optional<String> lineNames;

  /**
   * Nothing is read yet.
   *
   * @param form has a range for either users or items
   */
  WideForm(TableRows rows, RatingsForm form, String name) {
    this.rows = rows;
    this.form = form;
    this.name = name;
    ColumnMapping columns = form.columns().orElseThrow();
    itemsAreColumns = columns.item().filter(ColumnMapping::isRange).isPresent();
    String[] ends = (itemsAreColumns ? columns.item() : columns.user()).orElseThrow().split("-");
    from = Integer.parseInt(ends[0]) - 1;
    to = ends.length > 1 ? Integer.parseInt(ends[1]) : Integer.MAX_VALUE;
    lineNames = itemsAreColumns ? columns.user() : columns.item();
  }

  void read(RowSink sink) throws IOException {
    Row first = rows.first();
    int width = first.values().size();
    int end = to == Integer.MAX_VALUE ? width : to;
    if (from >= end || end > width) {
      throw refused(
          first,
          String.format(
              Locale.ROOT,
              "which has %d columns, and not those of columns, %d to %d; columns.separator says what is between columns",
              width,
              from + 1,
              Math.max(end, from + 1)));
    }
    List<String> cells = first.values().subList(from, end);
    boolean header = form.header().orElseGet(() -> looksLikeHeader(first, cells, sink));
    List<String> names =
        header
            ? List.copyOf(cells)
            : IntStream.rangeClosed(1, cells.size()).mapToObj(Integer::toString).toList();
    requireDistinct(first, names);
    int lineName = lineNames.map(wanted -> find(wanted, first)).orElse(-1);
    Optional<Row> row = header ? rows.next() : Optional.of(first);
    if (row.isEmpty()) {
      throw new DatasetException(name + " has a header and no ratings");
    }
    List<RowSink.Places> places =
        IntStream.range(from, end).mapToObj(column -> places(column, lineName)).toList();
    for (int count = 1; row.isPresent(); row = rows.next()) {
      List<String> values = row.get().values();
      if (values.size() != width) {
        throw refused(
            row.get(),
            String.format(
                Locale.ROOT,
                "which has %d columns where the first line has %d; columns.separator says what is between columns",
                values.size(),
                width));
      }
      String line = lineName < 0 ? Integer.toString(count++) : values.get(lineName);
      for (int n = 0; n < names.size(); n++) {
        String rating = values.get(from + n);
        if (!rating.isEmpty()) {
          sink.add(
              row.get().line(),
              places.get(n),
              itemsAreColumns ? line : names.get(n),
              itemsAreColumns ? names.get(n) : line,
              rating,
              Optional.empty());
        }
      }
    }
  }

  /** Whether something in the place of ratings is neither a number nor missing. */
  private boolean looksLikeHeader(Row first, List<String> cells, RowSink sink) {
    if (lineNames.filter(wanted -> !ColumnMapping.isPosition(wanted)).isPresent()) {
      return true;
    }
    if (cells.size() > 2 && (counts(cells, 0) || counts(cells, 1))) {
      throw refused(first, "which may be a header or ratings; say header: true or header: false");
    }
    return cells.stream()
        .anyMatch(
            cell ->
                !cell.isEmpty()
                    && !sink.isMissing(cell)
                    && Double.isNaN(FieldValues.number(cell, form.decimal())));
  }

  private static boolean counts(List<String> cells, int start) {
    return IntStream.range(0, cells.size())
        .allMatch(n -> cells.get(n).equals(Integer.toString(start + n)));
  }

  private void requireDistinct(Row first, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String column : names) {
      if (column.isEmpty() || !seen.add(column)) {
        throw refused(
            first,
            String.format(
                Locale.ROOT,
                "a header with two columns \"%s\"; header: false calls columns 1, 2, 3",
                LineSource.shown(column)));
      }
    }
  }

  private int find(String wanted, Row first) {
    int place = ColumnMapping.place(wanted, first.values());
    if (place < 0 || place >= first.values().size()) {
      throw refused(
          first,
          String.format(
              Locale.ROOT,
              "without the column \"%s\", which columns says has the names of lines",
              LineSource.shown(wanted)));
    }
    return place;
  }

  private RowSink.Places places(int column, int lineName) {
    String rating = "column " + (column + 1);
    String line = lineName < 0 ? "the line" : "column " + (lineName + 1);
    return itemsAreColumns
        ? new RowSink.Places(line, rating, rating, "")
        : new RowSink.Places(rating, line, rating, "");
  }

  private DatasetException refused(Row row, String why) {
    return new DatasetException(rows.fault(row, why));
  }
}
