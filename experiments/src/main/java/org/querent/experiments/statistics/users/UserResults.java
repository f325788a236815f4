package org.querent.experiments.statistics.users;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of single users at the end of a run.
 *
 * @param columns what was measured
 * @param values by the original id of the user; one per column, not a number where there is none;
 *     the arrays are aliased
 */
public record UserResults(List<String> columns, Map<String, double[]> values) {
  /** Copies list and map. */
  public UserResults {
    columns = List.copyOf(columns);
    // Sorted, so that what is summed in this order is the same each time.
    values = new TreeMap<>(values);
  }

  /** The values of one column by user, where there are any. */
  Map<String, Double> of(String column) {
    int at = columns.indexOf(column);
    Map<String, Double> own = new TreeMap<>();
    values.forEach(
        (user, all) -> {
          if (at >= 0 && !Double.isNaN(all[at])) {
            own.put(user, all[at]);
          }
        });
    return own;
  }
}
