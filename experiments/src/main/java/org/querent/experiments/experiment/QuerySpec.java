package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.settings.Setting;

/** How much is asked: in all, or of each user or item where the protocol asks each apart. */
public record QuerySpec(
    @Setting(
            value = "queries per run; under per-user, cold-start and new-items of each user (item)",
            min = 1)
        int budget,
    @Setting(value = "queries between two retrainings", min = 1) int batch,
    @Setting("file of what a query costs by item, with columns of items and cost; 1 without it")
        Optional<Path> costs,
    @Setting("what is where in that file, unless its header says so") CostColumns costColumns,
    @Setting(
            value = "part of a query's cost that one without an answer costs",
            min = 0.001,
            max = 1000)
        double refusalCost) {
  /** Whether queries do not all cost the same. */
  public boolean haveCosts() {
    return costs.isPresent() || refusalCost != 1;
  }

  /** These queries with another budget. */
  QuerySpec withBudget(int other) {
    return new QuerySpec(other, batch, costs, costColumns, refusalCost);
  }

  /** These queries with another file of costs. */
  QuerySpec withCosts(Optional<Path> file) {
    return new QuerySpec(budget, batch, file, costColumns, refusalCost);
  }

  /**
   * How a table of costs is read. Columns are given by name or by position, from 1.
   *
   * @param item the column of items; without it the one that is called as items are in data sets
   * @param cost the column of costs; without it the one called {@code cost}
   * @param header whether the first line has names; without it, unless both columns are positions
   * @param separator what stands between columns; without it, what the first line has most of
   * @param encoding of the text, unless a mark at its start says so; UTF-8 without it
   */
  public record CostColumns(
      @Setting("column of items, by name or position") Optional<String> item,
      @Setting("column of costs") Optional<String> cost,
      @Setting("whether the first line has names; unless both columns are positions, it has")
          Optional<Boolean> header,
      @Setting("what stands between columns; found out without it") Optional<Separator> separator,
      @Setting("of the text, unless a mark at its start says so; utf-8 without it")
          Optional<Encoding> encoding) {
    /** The header says what is what. */
    public static final CostColumns NAMED =
        new CostColumns(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether the first line has names. */
    public boolean hasHeader() {
      return ColumnNames.areThere(header, List.of(item, cost));
    }
  }
}
