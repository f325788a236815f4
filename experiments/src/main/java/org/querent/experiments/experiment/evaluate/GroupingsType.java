package org.querent.experiments.experiment.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.yaml.ComponentType;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.KeyPath;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.simulator.spec.GroupBy;

/**
 * Reads who is measured in groups: a list of mappings such as {of: user, column: age}. Stateless.
 */
public final class GroupingsType implements ComponentType {
  @Override
  public boolean covers(Class<?> type) {
    return type == Groupings.class;
  }

  @Override
  public String allowed() {
    return "a list of mappings with of (user or item), and column or newcomers";
  }

  @Override
  public Optional<Groupings> read(YamlNode node, String path, Problems problems) {
    if (!(node instanceof Sequence sequence)) {
      problems.add(
          node.location(), path, "found " + Found.withKind(node) + ", allowed " + allowed());
      return Optional.empty();
    }
    int before = problems.count();
    List<GroupBy> all = new ArrayList<>();
    for (int n = 0; n < sequence.items().size(); n++) {
      YamlNode item = sequence.items().get(n);
      String at = KeyPath.of(path, n);
      all.add(RecordBinder.bind(item, GroupBy.BY_ACTIVITY, at, problems));
      if (item instanceof Mapping mapping && mapping.find("of").isEmpty()) {
        problems.add(item.location(), at, "needs of: user or item");
      }
    }
    if (problems.count() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Groupings(all));
    } catch (IllegalArgumentException e) {
      problems.add(node.location(), path, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public String brief(Object value) {
    return ((Groupings) value).plain().toString();
  }
}
