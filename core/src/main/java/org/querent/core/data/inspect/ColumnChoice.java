package org.querent.core.data.inspect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.querent.core.data.form.ColumnGuess;
import org.querent.core.data.form.ColumnMapping;
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.ColumnNames.Role;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm.Kind;

/**
 * Which columns are users, items, ratings and times, by their names where these are known, and by
 * what is in them otherwise.
 *
 * @param kind a table, a matrix or objects
 * @param columns empty if there is no such choice
 */
record ColumnChoice(Kind kind, Optional<ColumnMapping> columns) {
  static ColumnChoice of(SeenTable table, ColumnGuess guess) {
    boolean keyed = guess.kind() == Kind.JSON_LINES || guess.kind() == Kind.PARQUET;
    if (!keyed) {
      boolean named = guess.columns().isPresent() && guess.kind() == Kind.TABLE && guess.header();
      if (!(named && byName(table).isPresent())) {
        Optional<ColumnMapping> range = MatrixChoice.of(table);
        if (range.isPresent()) {
          return new ColumnChoice(Kind.WIDE, range);
        }
      }
    }
    Kind kind = keyed ? guess.kind() : Kind.TABLE;
    return new ColumnChoice(kind, byName(table).or(() -> byContent(table)));
  }

  private static Optional<ColumnMapping> byName(SeenTable table) {
    Map<Role, String> roles = roles(table);
    List<SeenColumn> times =
        table.columns().stream()
            .filter(column -> column.kind() == SeenColumn.Kind.TIME)
            .filter(column -> !roles.containsValue(column.name()))
            .toList();
    if (!roles.containsKey(Role.TIME) && times.size() == 1) {
      roles.put(Role.TIME, label(times.get(0), table));
    }
    return ColumnNames.columns(roles);
  }

  private static Map<Role, String> roles(SeenTable table) {
    return table.header() ? ColumnNames.roles(table.names()) : new EnumMap<>(Role.class);
  }

  private static Optional<ColumnMapping> byContent(SeenTable table) {
    Map<Role, String> roles = roles(table);
    List<SeenColumn> left = new ArrayList<>(table.columns());
    left.removeIf(column -> roles.containsValue(column.name()) && table.header());
    if (!roles.containsKey(Role.TIME) && left.size() + roles.size() > 3) {
      last(left, column -> column.kind() == SeenColumn.Kind.TIME)
          .ifPresent(time -> take(Role.TIME, time, roles, left, table));
    }
    if (!roles.containsKey(Role.RATING)) {
      usual(table)
          .or(() -> last(left, SeenColumn::mayBeRatings))
          .ifPresent(rating -> take(Role.RATING, rating, roles, left, table));
    }
    for (Role role : List.of(Role.USER, Role.ITEM)) {
      if (!roles.containsKey(role) && !left.isEmpty()) {
        take(role, left.get(0), roles, left, table);
      }
    }
    return ColumnNames.columns(roles);
  }

  /** The third column of a table without names, where it may have ratings. */
  private static Optional<SeenColumn> usual(SeenTable table) {
    return table.columns().stream()
        .filter(column -> column.position() == 3 && !table.header())
        .filter(SeenColumn::mayBeRatings)
        .findFirst();
  }

  private static Optional<SeenColumn> last(List<SeenColumn> columns, Predicate<SeenColumn> kind) {
    return columns.stream().filter(kind).reduce((before, after) -> after);
  }

  private static void take(
      Role role,
      SeenColumn column,
      Map<Role, String> roles,
      List<SeenColumn> left,
      SeenTable table) {
    roles.put(role, label(column, table));
    left.remove(column);
  }

  /** The name of a column, or its position where it has none that tells it from others. */
  private static String label(SeenColumn column, SeenTable table) {
    String name = column.name();
    boolean tells =
        !name.isBlank()
            && name.equals(LineSource.shown(name))
            && !name.matches("[0-9]+(-[0-9]*)?")
            && table.names().indexOf(name) == table.names().lastIndexOf(name);
    return tells ? name : Integer.toString(column.position());
  }
}
