package org.querent.experiments.experiment.evaluate;

import java.util.LinkedHashMap;
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
    if (all.stream().map(GroupBy::key).distinct().count() < all.size()) {
      throw new IllegalArgumentException("the same groups are there twice");
    }
  }

  /** As YAML has them; of variances nothing is said where none are asked for. */
  public List<Map<String, Object>> plain() {
    return all.stream().map(Groupings::plain).toList();
  }

  private static Map<String, Object> plain(GroupBy grouping) {
    Map<String, Object> plain = new LinkedHashMap<>(PlainRecord.toPlain(grouping));
    if (!grouping.variances()) {
      plain.remove("variances");
    }
    return plain;
  }
}
