package org.querent.experiments.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.querent.core.archive.Sha256;
import org.querent.core.data.Ids;
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.FieldValues;
import org.querent.core.data.form.LineSource;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.TableRows;
import org.querent.core.data.form.TableRows.Row;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.QuerySpec.CostColumns;
import org.querent.experiments.yaml.NearestId;
import org.querent.strategies.learner.ItemCosts;

/**
 * A table with a row per item, packed, encoded, separated and quoted as tables of ratings may be:
 * columns of items and of costs, which are given, or else called as items are in data sets, such as
 * {@code movieId}, and {@code cost}; others are not looked at. Items that the data set does not
 * have are passed over, unless it has none of them, and those without a row cost 1.
 *
 * @param costs by the dense indices of a data set
 * @param sha256 of the file's content, in hexadecimal
 */
public record CostFile(ItemCosts costs, String sha256) implements Serializable {
  private static final String COST = "cost";

  /** Keeps sums within what an axis can show. */
  private static final double MOST = 1_000;

  /**
   * Reads a file.
   *
   * @throws ExperimentException with file, line and content
   * @throws org.querent.core.data.DatasetException if it is no table
   */
  public static CostFile read(Path file, Ids items, CostColumns columns) {
    try {
      byte[] content = Files.readAllBytes(file);
      TableRows rows =
          TableRows.open(
              new ByteArrayInputStream(content),
              file.toString(),
              columns.separator(),
              columns.encoding());
      return new CostFile(new ItemCosts(costs(rows, file, items, columns), 1), Sha256.hex(content));
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
  }

  private static double[] costs(TableRows rows, Path file, Ids items, CostColumns columns)
      throws IOException {
    Row first = rows.next().orElse(new Row(1, List.of("")));
    List<String> names = first.values();
    boolean header = columns.hasHeader();
    Optional<String> itemColumn = columns.item().or(() -> ColumnNames.item(names));
    int item = itemColumn.flatMap(it -> ColumnNames.place(it, names, header)).orElse(-1);
    int cost = ColumnNames.place(columns.cost().orElse(COST), names, header).orElse(-1);
    if (item < 0 || cost < 0) {
      throw wrong(
          rows,
          first,
          "which is not a header with an item and its cost, such as movieId,cost; queries.cost-columns, such as {item: 1, cost: 3}, says what is where in other tables");
    }
    double[] costs = new double[items.size()];
    Arrays.fill(costs, 1);
    Set<String> seen = new LinkedHashSet<>();
    boolean known = false;
    Optional<Row> row = header ? rows.next() : Optional.of(first);
    for (; row.isPresent(); row = rows.next()) {
      List<String> values = row.get().values();
      boolean whole =
          values.size() == names.size()
              && Ids.fault(values.get(item)).isEmpty()
              && values.get(item).indexOf('\ufffd') < 0;
      double value = whole ? FieldValues.number(values.get(cost), Decimal.POINT) : Double.NaN;
      if (!(value > 0 && value <= MOST) || !seen.add(values.get(item))) {
        throw wrong(
            rows,
            row.get(),
            String.format(
                Locale.ROOT,
                "which is not an item, once in the file, and a cost above 0, up to %.0f",
                MOST));
      }
      OptionalInt index = items.indexOf(values.get(item));
      if (index.isPresent()) {
        costs[index.getAsInt()] = value;
        known = true;
      }
    }
    if (!known && !seen.isEmpty()) {
      String unknown = seen.iterator().next();
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s: the data set has none of its %d items; the first is \"%s\"%s",
              file,
              seen.size(),
              LineSource.shown(unknown),
              NearestId.hint(unknown, items)));
    }
    return costs;
  }

  private static ExperimentException wrong(TableRows rows, Row row, String why) {
    return new ExperimentException(rows.fault(row, why));
  }
}
