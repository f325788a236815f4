package org.querent.core.data.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingsBuilder;

/** Parses lines of a table whose columns are given by a {@link ColumnMapping}. */
final class MappedLine implements RatingParser {
  private static final int USER = 0;
  private static final int ITEM = 1;
  private static final int RATING = 2;
  private static final int TIMESTAMP = 3;
  private static final String WHOLE = "a whole number of at most 18 digits";

  private final TableLine table;
  private final int width;

  /** In the order user, item, rating, timestamp; the last may be missing. */
  private final List<TableColumn> columns;

  private String complaint = "";
  private String user = "";
  private String item = "";
  private double rating;
  private long timestamp;

  /**
   * A parser of lines with so many values.
   *
   * @param columns user, item, rating and, if it is read, timestamp
   */
  MappedLine(TableLine table, int width, List<TableColumn> columns) {
    this.table = table;
    this.width = width;
    this.columns = columns;
  }

  @Override
  public boolean parse(byte[] buffer, int from, int to) {
    int values = table.split(buffer, from, to);
    if (values != width) {
      complaint =
          values == TableLine.UNCLOSED
              ? ": a quote is not closed in "
              : String.format(
                  Locale.ROOT,
                  ": found %d columns where the first line has %d, in ",
                  values,
                  width);
      return false;
    }
    if (!isId(USER) || !isId(ITEM)) {
      return false;
    }
    user = table.text(columns.get(USER).place());
    item = table.text(columns.get(ITEM).place());
    rating = table.decimal(columns.get(RATING).place());
    if (Double.isNaN(rating)) {
      complain(RATING, "a decimal number without exponent");
      return false;
    }
    timestamp = columns.size() > TIMESTAMP ? whole(TIMESTAMP) : 0;
    return timestamp >= 0;
  }

  private boolean isId(int column) {
    Optional<String> fault = Ids.fault(table.text(columns.get(column).place()));
    fault.ifPresent(why -> complain(column, "an id: " + why));
    return fault.isEmpty();
  }

  private long whole(int column) {
    long value = table.whole(columns.get(column).place());
    if (value < 0) {
      complain(column, WHOLE);
    }
    return value;
  }

  private void complain(int column, String allowed) {
    TableColumn at = columns.get(column);
    complaint =
        String.format(
            Locale.ROOT,
            ", %s: found \"%s\", allowed is %s; the line is ",
            at.label(),
            LineSource.shown(table.text(at.place())),
            allowed);
  }

  @Override
  public String complaint(String line) {
    return complaint + '"' + line + '"';
  }

  @Override
  public double rating() {
    return rating;
  }

  @Override
  public void addTo(RatingsBuilder ratings) {
    ratings.add(user, item, rating, timestamp);
  }
}
