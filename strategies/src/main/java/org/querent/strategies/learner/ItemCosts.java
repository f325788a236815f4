package org.querent.strategies.learner;

import java.io.Serializable;
import java.util.Arrays;

/** What a query costs, by item, in a unit of the experiment's own. Immutable. */
public final class ItemCosts implements Serializable {
  private static final long serialVersionUID = 1;

  /** Every query costs 1. */
  public static final ItemCosts EQUAL = new ItemCosts(new double[0]);

  /** By item; those beyond the end cost 1. */
  private final double[] costs;

  /**
   * Costs of items.
   *
   * @param costs by dense index; above 0 and finite; copied
   * @throws IllegalArgumentException if a cost is not
   */
  public ItemCosts(double[] costs) {
    if (!Arrays.stream(costs).allMatch(cost -> cost > 0 && Double.isFinite(cost))) {
      throw new IllegalArgumentException("costs must be above 0 and finite");
    }
    this.costs = costs.clone();
  }

  /** What a query about an item costs. */
  public double of(int item) {
    return item < costs.length ? costs[item] : 1;
  }
}
