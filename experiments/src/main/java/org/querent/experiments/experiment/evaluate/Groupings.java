package org.querent.experiments.experiment.evaluate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.simulator.spec.GroupBy;

/**
 * Who is measured in groups as well. Written as one list.
 *
 * @param all each way to put users or items into groups; none twice
 */
public record Groupings(List<GroupBy> all) {
  /** Nobody. */
  public static final Groupings NONE = new Groupings(List.of());

  /** Copies the list and refuses what is there twice. */
  public Groupings {
    all = List.copyOf(all);
    if (new HashSet<>(all).size() < all.size()) {
      throw new IllegalArgumentException("the same groups are there twice");
    }
  }

  /** As YAML has them. */
  public List<Map<String, Object>> plain() {
    return all.stream().map(PlainRecord::toPlain).toList();
  }
}
