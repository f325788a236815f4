package org.querent.strategies.learner;

import java.io.Serializable;
import java.util.Arrays;

/** What a query costs, by item, in a unit of the experiment's own. Immutable. */
public final class ItemCosts implements Serializable {
  private static final long serialVersionUID = 2;

  /** Every query costs 1. */
  public static final ItemCosts EQUAL = new ItemCosts(new double[0], 1);

  /** By item; those beyond the end cost 1. */
  private final double[] costs;

  private final double refusal;

  /**
   * Costs of items.
   *
   * @param costs of an answer, by dense index; above 0 and finite; copied
   * @param refusal the part of it that a query without an answer costs; above 0 and finite
   * @throws IllegalArgumentException if a cost is not
   */
  public ItemCosts(double[] costs, double refusal) {
    if (!Arrays.stream(costs).allMatch(ItemCosts::isCost) || !isCost(refusal)) {
      throw new IllegalArgumentException("costs must be above 0 and finite");
    }
    this.costs = costs.clone();
    this.refusal = refusal;
  }

  private static boolean isCost(double cost) {
    return cost > 0 && Double.isFinite(cost);
  }

  /** These costs of answers, and another part of them for a query without one. */
  public ItemCosts withRefusal(double part) {
    return new ItemCosts(costs, part);
  }

  /** What a query about an item costs that is not answered. */
  public double ofRefusal(int item) {
    return refusal * of(item);
  }

  /** What a query about an item costs that is answered. */
  public double of(int item) {
    return item < costs.length ? costs[item] : 1;
  }
}
