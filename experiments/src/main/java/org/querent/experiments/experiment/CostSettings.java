package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.experiments.experiment.QuerySpec.CostColumns;

/** What questions cost, as the key {@code queries} says it, where nothing else of it has a use. */
public record CostSettings(
    @Setting("file of what a query costs by item, with columns of items and cost; 1 without it")
        Optional<Path> costs,
    @Setting("what is where in that file, unless its header says so") CostColumns costColumns,
    @Setting(
            value = "part of a query's cost that one without an answer costs",
            min = 0.001,
            max = 1000)
        double refusalCost) {
  /** Every query costs 1. */
  public static final CostSettings EQUAL = new CostSettings(Optional.empty(), CostColumns.NAMED, 1);
}
