package org.querent.core.data.side;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.querent.core.Counted;
import org.querent.core.archive.Sha256;
import org.querent.core.data.ConsumptionLog;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ids;
import org.querent.core.data.Incidence;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.FieldValues;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.data.form.TableRows;
import org.querent.core.data.form.TableRows.Row;
import org.querent.core.settings.Setting;

/**
 * How a table of who has viewed, bought or heard what is read: a row for each time, or with how
 * often. It may be packed, encoded, separated and quoted as tables of ratings may be; other columns
 * are not looked at. Columns are given by name or by position, from 1. Immutable.
 *
 * @param user the column of users; without it the one that is called as users are in data sets
 * @param item the column of items; likewise
 * @param count the column of how often; rows of 0 do not count. Without it every row counts
 * @param header whether the first line has names; without it, unless all columns are positions
 * @param separator what stands between columns; without it, what the first line has most of
 * @param encoding of the text, unless a mark at its start says so; UTF-8 without it
 */
public record LogTable(
    @Setting("column of users, by name or position") Optional<String> user,
    @Setting("column of items") Optional<String> item,
    @Setting("column of how often, of which 0 is not at all; without it every row counts")
        Optional<String> count,
    @Setting("whether the first line has names; unless all columns are positions, it has")
        Optional<Boolean> header,
    @Setting("what stands between columns; found out without it") Optional<Separator> separator,
    @Setting("of the text, unless a mark at its start says so; utf-8 without it")
        Optional<Encoding> encoding) {
  /** The header says what is what. */
  public static final LogTable NAMED =
      new LogTable(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final String ADVICE =
      "columns, such as {user: 1, item: 3}, says what is where in other tables";

  /**
   * Reads a log. Ids are compared to the letter, as they are in the ratings; a pair counts once,
   * however often it is there. Cost: O(rows); 8 bytes a row while it reads.
   *
   * @param users those of the ratings
   * @param items those of the ratings
   * @throws DatasetException with file, line and content if it is not there or no such table, or
   *     has nobody and nothing of the ratings
   */
  public ConsumptionLog read(Path file, Ids users, Ids items) {
    Sha256 checksum = new Sha256();
    try (InputStream in = checksum.through(Files.newInputStream(file))) {
      // Whoever reads tables closes what has come to its end.
      InputStream open =
          new FilterInputStream(in) {
            @Override
            public void close() {}
          };
      Reading reading = new Reading(TableRows.open(open, file.toString(), separator, encoding));
      reading.read(users, items);
      // What a packed file has after its end belongs to it as well.
      in.transferTo(OutputStream.nullOutputStream());
      return new ConsumptionLog(
          file.getFileName().toString(),
          reading.pairs(file, users, items),
          reading.rows,
          reading.rows - reading.users.size(),
          checksum.hex());
    } catch (NoSuchFileException e) {
      throw new DatasetException("there is no file " + file + ", the log of who consumed what", e);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** One pass over the rows of a table. */
  private final class Reading {
    private final TableRows table;
    private final IntArrayList users = new IntArrayList();
    private final IntArrayList items = new IntArrayList();
    private long rows;
    private String firstUser = "";
    private String firstItem = "";

    Reading(TableRows table) {
      this.table = table;
    }

    void read(Ids userIds, Ids itemIds) throws IOException {
      boolean named = ColumnNames.areThere(header, List.of(user, item));
      Row first = table.next().orElse(new Row(1, List.of("")));
      List<String> names = named ? first.values() : List.of();
      int userPlace = place(user.or(() -> ColumnNames.user(names)), first, named);
      int itemPlace = place(item.or(() -> ColumnNames.item(names)), first, named);
      int countPlace = count.isEmpty() ? -1 : place(count, first, named);
      if (userPlace < 0 || itemPlace < 0 || (count.isPresent() && countPlace < 0)) {
        throw wrong(
            first,
            "which is not a header with a user and an item, such as userId,movieId; " + ADVICE);
      } else if (userPlace == itemPlace) {
        throw wrong(first, "of which one column cannot be both users and items; " + ADVICE);
      }
      Optional<Row> row = named ? table.next() : Optional.of(first);
      for (; row.isPresent(); row = table.next()) {
        List<String> values = row.get().values();
        if (values.size() != first.values().size()
            || !isId(values.get(userPlace))
            || !isId(values.get(itemPlace))) {
          throw wrong(
              row.get(),
              String.format(
                  Locale.ROOT,
                  "which is not a user and an item in %s as the first line has",
                  Counted.of(first.values().size(), "column")));
        }
        if (countPlace < 0 || isCounted(values.get(countPlace), row.get())) {
          add(values.get(userPlace), userIds, values.get(itemPlace), itemIds);
        }
      }
    }

    private int place(Optional<String> column, Row first, boolean named) {
      return column.flatMap(it -> ColumnNames.place(it, first.values(), named)).orElse(-1);
    }

    private boolean isId(String id) {
      return Ids.fault(id).isEmpty() && id.indexOf('\ufffd') < 0;
    }

    private boolean isCounted(String text, Row row) {
      double number = FieldValues.number(text, Decimal.POINT);
      if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
        throw wrong(
            row,
            "whose count \""
                + LineSource.shown(text)
                + "\" is no number from 0 on; columns.count says which column has it");
      }
      return number > 0;
    }

    private void add(String userId, Ids userIds, String itemId, Ids itemIds) {
      if (rows == 0) {
        firstUser = userId;
        firstItem = itemId;
      }
      rows++;
      OptionalInt ofUser = userIds.indexOf(userId);
      OptionalInt ofItem = itemIds.indexOf(itemId);
      if (ofUser.isPresent() && ofItem.isPresent()) {
        users.add(ofUser.getAsInt());
        items.add(ofItem.getAsInt());
      }
    }

    Incidence pairs(Path file, Ids userIds, Ids itemIds) {
      if (users.isEmpty()) {
        throw new DatasetException(
            rows == 0
                ? file + ": it has no row of who consumed what"
                : String.format(
                    Locale.ROOT,
                    "%s: no row of its %,d is of a user and an item that have ratings; the first is of user \"%s\" and item \"%s\", the ratings have users such as \"%s\" and items such as \"%s\": ids are compared to the letter; %s",
                    file,
                    rows,
                    LineSource.shown(firstUser),
                    LineSource.shown(firstItem),
                    LineSource.shown(userIds.idOf(0)),
                    LineSource.shown(itemIds.idOf(0)),
                    ADVICE));
      }
      return Incidence.of(userIds.size(), itemIds.size(), users.toIntArray(), items.toIntArray());
    }

    private DatasetException wrong(Row row, String why) {
      return new DatasetException(table.fault(row, why));
    }
  }
}
