package org.querent.core.data.form;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.TableRows.Row;

/** A table with a rating a line, whose columns a mapping names. */
final class TableForm {
  private static final int USER = 0;
  private static final int ITEM = 1;
  private static final int RATING = 2;
  private static final int TIME = 3;

  private final TableRows rows;
  private final RatingsForm form;
  private final String name;

  /**
   * Nothing is read yet.
   *
   * @param form has all columns that are needed
   * @param name what messages call the file
   */
  TableForm(TableRows rows, RatingsForm form, String name) {
    this.rows = rows;
    this.form = form;
    this.name = name;
  }

  /**
   * Gives every rating to a sink.
   *
   * @throws DatasetException if a column is not there, a line has another number of values than the
   *     first, but for a separator at its end, or what the sink says
   */
  void read(RowSink sink) throws IOException {
    Row first = rows.first();
    boolean named = form.columns().orElseThrow().hasNames();
    List<Integer> columns = columns(first, named || form.header().orElse(false));
    boolean header = named || form.header().orElseGet(() -> looksLikeHeader(first, columns, sink));
    RowSink.Places places = places(first, columns, header);
    Optional<Row> row = header ? rows.next() : Optional.of(first);
    if (row.isEmpty()) {
      throw new DatasetException(name + " has a header and no ratings");
    }
    int width = first.values().size();
    for (; row.isPresent(); row = rows.next()) {
      List<String> values = row.get().values();
      boolean ended = values.size() == width + 1 && values.get(width).isEmpty();
      if (values.size() != width && !ended) {
        throw new DatasetException(
            String.format(
                Locale.ROOT,
                "%s, line %d: found %d columns where the first line has %d, in \"%s\"; columns.separator says what is between columns, comment: \"#\" which lines are passed over",
                name,
                row.get().line(),
                values.size(),
                width,
                rows.shown(values)));
      }
      sink.add(
          row.get().line(),
          places,
          values.get(columns.get(USER)),
          values.get(columns.get(ITEM)),
          values.get(columns.get(RATING)),
          columns.size() > TIME ? Optional.of(values.get(columns.get(TIME))) : Optional.empty());
    }
  }

  /**
   * Whether the first line has names, where columns are given by position: its rating is no number,
   * and neither are its ids, as far as they could be.
   *
   * @throws DatasetException if it counts 0, 1, 2, which may be both
   */
  private boolean looksLikeHeader(Row first, List<Integer> columns, RowSink sink) {
    List<String> values = first.values();
    if (counts(values)) {
      throw refused(first, "which may be a header or a rating; say header: true or header: false");
    }
    String rating = values.get(columns.get(RATING));
    return !isNumber(rating)
        && !sink.isMissing(rating)
        && !isNumber(values.get(columns.get(USER)))
        && !isNumber(values.get(columns.get(ITEM)));
  }

  /** Whether values are 0, 1, 2 and so on, as pandas names columns without names. */
  static boolean counts(List<String> values) {
    for (int n = 0; n < values.size(); n++) {
      if (!values.get(n).equals(Integer.toString(n))) {
        return false;
      }
    }
    return values.size() > 1;
  }

  private boolean isNumber(String text) {
    return !Double.isNaN(FieldValues.number(text, form.decimal()));
  }

  private List<Integer> columns(Row first, boolean header) {
    ColumnMapping mapping = form.columns().orElseThrow();
    List<Integer> columns = new ArrayList<>();
    for (String wanted : mapping.columns()) {
      int place = find(wanted, first);
      if (columns.contains(place)) {
        throw refused(first, "where " + label(place, first, header) + " is given for two purposes");
      }
      columns.add(place);
    }
    return columns;
  }

  private int find(String wanted, Row first) {
    List<String> names = first.values();
    int place = ColumnMapping.place(wanted, names);
    if (place < 0) {
      ColumnGuess guess = ColumnGuess.ofNames(names);
      String help =
          guess.columns().isPresent()
              ? guess.setting() + " reads it"
              : "columns may be given by position, from 1";
      String encoding =
          String.join("", names).indexOf('\ufffd') < 0
              ? ""
              : ", and encoding: latin-1 reads letters that are not in UTF-8";
      throw refused(
          first,
          String.format(
              Locale.ROOT,
              "a header without the column \"%s\"; %s%s",
              LineSource.shown(wanted),
              help,
              encoding));
    }
    if (place >= names.size()) {
      throw refused(
          first,
          String.format(
              Locale.ROOT,
              "which has %d columns, and no column %s; columns.separator says what is between columns",
              names.size(),
              wanted));
    }
    if (!ColumnMapping.isPosition(wanted) && names.lastIndexOf(wanted) > place) {
      throw refused(
          first,
          String.format(
              Locale.ROOT,
              "a header with two columns \"%s\"; give the position of one, from 1, in columns",
              LineSource.shown(wanted)));
    }
    return place;
  }

  private static RowSink.Places places(Row first, List<Integer> columns, boolean header) {
    List<String> labels = columns.stream().map(place -> label(place, first, header)).toList();
    return new RowSink.Places(
        labels.get(USER),
        labels.get(ITEM),
        labels.get(RATING),
        labels.size() > TIME ? labels.get(TIME) : "");
  }

  private static String label(int place, Row first, boolean header) {
    String called = header ? " (" + LineSource.shown(first.values().get(place)) + ")" : "";
    return "column " + (place + 1) + called;
  }

  private DatasetException refused(Row first, String why) {
    return new DatasetException(rows.fault(first, why));
  }
}
