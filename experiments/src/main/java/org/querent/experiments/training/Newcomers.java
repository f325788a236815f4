package org.querent.experiments.training;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.querent.core.data.Ids;
import org.querent.core.saved.SavedModel;

/**
 * The user without a rating who stands for whoever is new, in a model to ask with: its last. As
 * every row it has an id, which another is given where somebody is called that; so the id names
 * nobody. Stateless.
 */
public final class Newcomers {
  private Newcomers() {}

  /** The row of whoever is new, if a model has one. */
  public static OptionalInt row(SavedModel model) {
    return model.notes().has(ModelTraining.ASKING)
        ? OptionalInt.of(model.names().userIds().size() - 1)
        : OptionalInt.empty();
  }

  /** The ids of those who are not new, at their rows. Cost: O(users). */
  public static Ids others(SavedModel model) {
    Ids all = model.names().userIds();
    if (row(model).isEmpty()) {
      return all;
    }
    List<String> ids = IntStream.range(0, all.size() - 1).mapToObj(all::idOf).toList();
    return Ids.of(ids);
  }
}
