package org.querent.core.data.form;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.TableRows.Row;

/**
 * Blocks as Netflix published them: a line of an item's number and a colon, and then lines of a
 * user, a rating and a date, which may be left out.
 */
final class NetflixForm {
  static final Pattern ITEM = Pattern.compile("[0-9]{1,18}:");
  private static final RowSink.Places PLACES =
      new RowSink.Places("column 1", "the line of the item", "column 2", "column 3");

  private NetflixForm() {}

  static void read(TableRows rows, RowSink sink) throws IOException {
    Optional<String> item = Optional.empty();
    for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      List<String> values = row.get().values();
      if (values.size() == 1 && ITEM.matcher(values.get(0)).matches()) {
        item = Optional.of(values.get(0).replace(":", ""));
      } else if (item.isPresent() && (values.size() == 2 || values.size() == 3)) {
        Optional<String> time = values.size() == 3 ? Optional.of(values.get(2)) : Optional.empty();
        sink.add(row.get().line(), PLACES, values.get(0), item.get(), values.get(1), time);
      } else {
        throw new DatasetException(
            rows.fault(
                row.get(),
                "which is neither an item, as \"1:\", nor then a user, a rating and a date, as \"30878,4,2005-12-26\"; form: table reads lines of columns"));
      }
    }
  }
}
