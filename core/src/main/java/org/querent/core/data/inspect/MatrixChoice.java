package org.querent.core.data.inspect;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.ColumnNames.Role;

/**
 * The columns of a matrix of ratings: the last ones of a table, numbers of about one range, behind
 * those that say what a line is about, of which there may be none.
 */
final class MatrixChoice {
  /** A table of ratings has fewer columns that all are numbers. */
  private static final int MANY = 10;

  /** Such a part of a column's numbers is in the range of the columns behind if it is like them. */
  private static final double MOST = 0.9;

  private MatrixChoice() {}

  /** The columns; empty if this is no matrix. */
  static Optional<ColumnMapping> of(SeenTable table) {
    List<SeenColumn> columns = table.columns();
    if (columns.size() < 3 || table.rows().isEmpty()) {
      return Optional.empty();
    }
    if (!table.header() && firstCounts(table)) {
      return Optional.of(range(Optional.empty(), Optional.of("2-")));
    }
    int first = firstCell(table);
    int cells = columns.size() - first;
    boolean gaps = columns.stream().skip(first).anyMatch(column -> column.empty() > 0);
    boolean ratings = table.header() && ColumnNames.roles(table.names()).containsKey(Role.RATING);
    boolean few = first <= 1 && cells > 1 && table.header() && gaps;
    if (ratings || !(cells >= MANY || few)) {
      return Optional.empty();
    }
    Optional<SeenColumn> lines = lines(table, first);
    Optional<String> names = lines.map(column -> Integer.toString(column.position()));
    Optional<String> range = Optional.of((first + 1) + "-");
    boolean items = lines.filter(column -> is(Role.ITEM, column)).isPresent();
    return Optional.of(items ? range(range, names) : range(names, range));
  }

  /** Whether this is a matrix whose numbers are more than marks of what things are. */
  static boolean isOfRatings(SeenTable table) {
    return of(table).isPresent()
        && table.columns().stream().skip(firstCell(table)).anyMatch(column -> column.max() > 1);
  }

  private static ColumnMapping range(Optional<String> user, Optional<String> item) {
    return new ColumnMapping(user, item, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The place of the first column of the matrix, from 0; behind the last if there is none. */
  private static int firstCell(SeenTable table) {
    List<SeenColumn> columns = table.columns();
    int first = columns.size();
    while (first > 0 && columns.get(first - 1).mayBeCells()) {
      first--;
    }
    // Of few columns that are left each may have but a part of the range.
    while ((first == 0 || columns.size() - first > MANY) && !isLikeThoseBehind(first, table)) {
      first++;
    }
    return first == 0 && isIds(table) ? 1 : first;
  }

  private static boolean isLikeThoseBehind(int place, SeenTable table) {
    List<SeenColumn> behind = table.columns().subList(place + 1, table.columns().size());
    double min = behind.stream().mapToDouble(SeenColumn::min).min().orElse(Double.NaN);
    double max = behind.stream().mapToDouble(SeenColumn::max).max().orElse(Double.NaN);
    double[] numbers =
        table.values(place).stream()
            .mapToDouble(SeenColumn::number)
            .filter(number -> !Double.isNaN(number))
            .toArray();
    long within =
        IntStream.range(0, numbers.length)
            .filter(n -> numbers[n] >= min && numbers[n] <= max)
            .count();
    return within >= MOST * numbers.length;
  }

  /** Whether the first column, though its numbers may be ratings, tells lines apart. */
  private static boolean isIds(SeenTable table) {
    SeenColumn first = table.columns().get(0);
    return (first.kind() == SeenColumn.Kind.WHOLE && table.firstIsUnique(2))
        || is(Role.USER, first)
        || is(Role.ITEM, first);
  }

  /** The column that says what a line is about, if one does, of those before the matrix. */
  private static Optional<SeenColumn> lines(SeenTable table, int first) {
    List<SeenColumn> before = table.columns().subList(0, first);
    return before.stream()
        .filter(column -> is(Role.USER, column) || is(Role.ITEM, column))
        .findFirst()
        .or(
            () ->
                before.stream()
                    .filter(column -> column.distinct() == table.rows().size())
                    .findFirst())
        .or(() -> before.stream().findFirst().filter(column -> table.header()));
  }

  private static boolean is(Role role, SeenColumn column) {
    return ColumnNames.roles(List.of(column.name())).containsKey(role);
  }

  /** Whether each line begins with how many ratings it has, as in Jester. */
  private static boolean firstCounts(SeenTable table) {
    return table.rows().size() > 1
        && table.rows().stream()
            .allMatch(
                row ->
                    row.get(0)
                        .equals(
                            Long.toString(
                                row.stream()
                                    .skip(1)
                                    .filter(cell -> !cell.isEmpty() && !cell.equals("99"))
                                    .count())));
  }
}
