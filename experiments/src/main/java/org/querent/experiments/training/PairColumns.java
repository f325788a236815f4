package org.querent.experiments.training;

import java.util.List;
import java.util.Optional;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.settings.Setting;

/**
 * Which columns of a table of pairs are read, each by its name in the header or its position from
 * 1, and how the table is written. Immutable.
 *
 * @param user the column of users; without it the one that is called as users are in data sets
 * @param item the column of items; without it the one that is called as items are in data sets
 * @param timestamp the column of times; without it the one called so, if there is a header with one
 * @param header whether the first line has names; without it, unless users and items are given by
 *     position
 * @param separator what stands between columns; without it, what the first line has most of
 * @param encoding of the text, unless a mark at its start says so; UTF-8 without it
 */
public record PairColumns(
    @Setting("column of users, by name or position") Optional<String> user,
    @Setting("column of items") Optional<String> item,
    @Setting("column of times") Optional<String> timestamp,
    @Setting("whether the first line has names") Optional<Boolean> header,
    @Setting("what stands between columns") Optional<Separator> separator,
    @Setting("of the text") Optional<Encoding> encoding) {
  /** A table whose header says what is what. */
  public static final PairColumns NAMED =
      new PairColumns(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Whether the first line has names. */
  boolean hasHeader() {
    return ColumnNames.areThere(header, List.of(user, item));
  }

  /** The place of users in a line, from 0; empty if the first line has none. */
  Optional<Integer> users(List<String> first) {
    return place(user.or(() -> ColumnNames.user(names(first))), first);
  }

  /** The place of items in a line, from 0; empty if the first line has none. */
  Optional<Integer> items(List<String> first) {
    return place(item.or(() -> ColumnNames.item(names(first))), first);
  }

  /** The place of times in a line, from 0; empty if they are not there or left out. */
  Optional<Integer> times(List<String> first) {
    return place(timestamp.or(() -> ColumnNames.time(names(first))), first);
  }

  private List<String> names(List<String> first) {
    return hasHeader() ? first : List.of();
  }

  private Optional<Integer> place(Optional<String> column, List<String> first) {
    return column.flatMap(it -> ColumnNames.place(it, first, hasHeader()));
  }
}
