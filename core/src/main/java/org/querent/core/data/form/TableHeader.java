package org.querent.core.data.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.ColumnMapping.Separator;

/** Finds the columns of a {@link ColumnMapping} in the first line of a file. */
final class TableHeader {
  private final ColumnMapping mapping;
  private final LineSource first;
  private final String name;

  /**
   * The first line of a file.
   *
   * @param name what messages call the file
   */
  TableHeader(ColumnMapping mapping, LineSource first, String name) {
    this.mapping = mapping;
    this.first = first;
    this.name = name;
  }

  /**
   * A parser for lines like this one.
   *
   * @throws DatasetException if a column is not there
   */
  MappedLine parser() {
    if (first.isCut()) {
      throw refused("which is too long a line");
    }
    Separator separator = mapping.separator().orElseGet(this::mostFrequent);
    TableLine table = new TableLine(separator);
    int width = table.split(first.buffer(), first.start(), first.end());
    if (width == TableLine.UNCLOSED) {
      throw refused("where a quote is not closed");
    }
    List<String> names = new ArrayList<>();
    for (int place = 0; place < width; place++) {
      names.add(table.text(place));
    }
    List<TableColumn> columns = new ArrayList<>();
    for (String wanted : mapping.columns()) {
      TableColumn column = find(wanted, names);
      if (columns.contains(column)) {
        throw refused("where " + column.label() + " is given for two purposes");
      }
      columns.add(column);
    }
    return new MappedLine(table, width, columns);
  }

  private Separator mostFrequent() {
    String line = first.text();
    Separator most =
        Arrays.stream(Separator.values())
            .max(Comparator.comparingInt(separator -> count(separator.text(), line)))
            .orElseThrow();
    if (count(most.text(), line) == 0) {
      throw refused("which has no comma, tab, semicolon or double colon between columns");
    }
    return most;
  }

  private static int count(String separator, String line) {
    return (line.length() - line.replace(separator, "").length()) / separator.length();
  }

  private TableColumn find(String wanted, List<String> names) {
    int place =
        ColumnMapping.isPosition(wanted) ? Integer.parseInt(wanted) - 1 : names.indexOf(wanted);
    if (place < 0) {
      throw refused(
          String.format(
              Locale.ROOT,
              "a header without the column \"%s\" (columns may be given by position, from 1)",
              LineSource.shown(wanted)));
    }
    if (place >= names.size()) {
      throw refused(
          String.format(
              Locale.ROOT, "which has %d columns, and no column %s", names.size(), wanted));
    }
    if (!ColumnMapping.isPosition(wanted) && names.lastIndexOf(wanted) > place) {
      throw refused(
          String.format(
              Locale.ROOT,
              "a header with two columns \"%s\"; give the position of one, from 1",
              LineSource.shown(wanted)));
    }
    String called = mapping.hasHeader() ? " (" + LineSource.shown(names.get(place)) + ")" : "";
    return new TableColumn(place, "column " + (place + 1) + called);
  }

  private DatasetException refused(String why) {
    return new DatasetException(
        String.format(Locale.ROOT, "%s, line 1: found \"%s\", %s", name, first.shown(), why));
  }
}
