package org.querent.simulator.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One point of the curve of a learner that did not ask.
 *
 * @param queries asked by then, as at the point of the run's own curve
 * @param ratings it was fitted to
 * @param values what was measured, by the names that the run's own curve has
 */
public record JudgedPoint(int queries, int ratings, Map<String, Double> values) {
  /** Copies the map, in its order. */
  public JudgedPoint {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
