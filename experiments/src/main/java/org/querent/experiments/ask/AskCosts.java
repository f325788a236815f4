package org.querent.experiments.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.querent.core.data.Ids;
import org.querent.experiments.ExperimentException;
import org.querent.strategies.learner.ItemCosts;

/**
 * What questions cost, as a model notes it beside the strategy: by the ids of items, as far as it
 * is not 1.
 */
public final class AskCosts {
  private static final String COSTS = "costs";
  private static final String REFUSAL = "refusal-cost";

  private AskCosts() {}

  /**
   * What a model notes of its strategy and of costs.
   *
   * @param asking what it notes of its strategy; left as it is
   * @param costs by the indices of the items
   * @param refusal the part of a question's cost that one without an answer costs
   */
  public static ObjectNode note(ObjectNode asking, ItemCosts costs, double refusal, Ids items) {
    ObjectNode note = asking.deepCopy();
    ObjectNode byItem = note.objectNode();
    for (int item = 0; item < items.size(); item++) {
      if (costs.of(item) != 1) {
        byItem.put(items.idOf(item), costs.of(item));
      }
    }
    if (!byItem.isEmpty()) {
      note.set(COSTS, byItem);
    }
    return refusal == 1 ? note : note.put(REFUSAL, refusal);
  }

  /**
   * The costs that were noted.
   *
   * @throws ExperimentException if they are none
   */
  static ItemCosts read(JsonNode note, Ids items) {
    double[] costs = new double[items.size()];
    Arrays.setAll(costs, item -> note.path(COSTS).path(items.idOf(item)).asDouble(1));
    try {
      return new ItemCosts(costs, note.path(REFUSAL).asDouble(1));
    } catch (IllegalArgumentException e) {
      throw new ExperimentException("the model's " + e.getMessage(), e);
    }
  }
}
