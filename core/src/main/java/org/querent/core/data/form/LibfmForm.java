package org.querent.core.data.form;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.TableRows.Row;

/**
 * Lines as libFM and libsvm write them: {@code 3.5 0:1 944:1} is the rating 3.5 of what the feature
 * 0 stands for of what the feature 944 stands for. A data set of ratings has a feature per user and
 * one per item, each with the value 1, and those of users come first; so of a line the first
 * feature is read as the user and the second as the item, or what {@code columns: {user: 2, item:
 * 1}} says, and their numbers are the ids. Features that come after, such as those of the context,
 * are passed over. A feature that is a user in one line and an item in another is refused: then the
 * features of the lines are in no such order, and what is a user cannot be told.
 */
final class LibfmForm {
  private static final Pattern FEATURE = Pattern.compile("([0-9]{1,18}):(?:1|1\\.0{0,9})");
  private static final RowSink.Places PLACES =
      new RowSink.Places("feature of the user", "feature of the item", "value 1", "");

  private final TableRows rows;
  private final int user;
  private final int item;
  private final Set<String> users = new HashSet<>();
  private final Set<String> items = new HashSet<>();

  /**
   * Nothing is read yet.
   *
   * @param columns of user and item, the places of their features in a line, from 1
   */
  LibfmForm(TableRows rows, Optional<ColumnMapping> columns) {
    this.rows = rows;
    user = columns.flatMap(ColumnMapping::user).map(Integer::parseInt).orElse(1);
    item = columns.flatMap(ColumnMapping::item).map(Integer::parseInt).orElse(2);
  }

  void read(RowSink sink) throws IOException {
    for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      List<String> values = row.get().values();
      String userId = feature(row.get(), user);
      String itemId = feature(row.get(), item);
      users.add(userId);
      items.add(itemId);
      if (items.contains(userId) || users.contains(itemId)) {
        throw refused(
            row.get(),
            String.format(
                Locale.ROOT,
                "where the feature %s is a user and an item; the features of users must come first in all lines, or second with columns: {user: 2, item: 1}",
                items.contains(userId) ? userId : itemId));
      }
      sink.add(row.get().line(), PLACES, userId, itemId, values.get(0), Optional.empty());
    }
  }

  private String feature(Row row, int place) {
    Matcher feature = FEATURE.matcher(place < row.values().size() ? row.values().get(place) : "");
    if (!feature.matches()) {
      throw refused(
          row,
          "which is not a rating, the feature of a user and that of an item, as in \"3.5 0:1 944:1\"; comment: \"#\" says which lines are passed over");
    }
    return feature.group(1);
  }

  private DatasetException refused(Row row, String why) {
    return new DatasetException(rows.fault(row, why));
  }
}
