package org.querent.simulator.metric;

import java.util.List;

/**
 * What was measured of single users, so that strategies can be compared user by user.
 *
 * @param columns what was measured
 * @param users each once; aliased
 * @param values by user and column; not a number where there is none; aliased
 */
public record UserValues(List<String> columns, int[] users, double[][] values) {
  /** Copies the names. */
  public UserValues {
    columns = List.copyOf(columns);
  }
}
