package org.querent.experiments.experiment;

import java.util.List;
import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.experiments.yaml.ComponentType;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.RecordBinder;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Sequence;

/** Reads seeds: how many, {@code {from: 11, to: 20}}, or {@code [1, 5, 9]}. Stateless. */
final class SeedRangeType implements ComponentType {
  private static final int LARGEST = 1_000_000_000;

  /** Named as the setting is, as it is bound by itself. */
  record Count(
      @Setting(value = "repetitions per strategy", min = 1, max = SeedRange.MOST) int seeds) {
    static final Count ONE = new Count(1);
  }

  /** The form with a first and a last seed. */
  record Ends(
      @Setting(value = "first seed", min = 1, max = LARGEST) int from,
      @Setting(value = "last seed", min = 1, max = LARGEST) int to) {
    static final Ends ONE = new Ends(1, 1);
  }

  /** The third, named as the setting is. */
  record Some(@Setting(value = "seeds", min = 1, max = LARGEST) List<Long> seeds) {
    static final Some ONE = new Some(List.of(1L));
  }

  @Override
  public boolean covers(Class<?> type) {
    return type == SeedRange.class;
  }

  @Override
  public String allowed() {
    return "how many, a mapping of from and to, or a list";
  }

  @Override
  public Optional<SeedRange> read(YamlNode node, String path, Problems problems) {
    int before = problems.count();
    Mapping alone =
        new Mapping(node.location(), List.of(new Entry("seeds", node.location(), node)));
    try {
      SeedRange seeds;
      if (node instanceof Sequence) {
        seeds = new SeedRange(RecordBinder.bind(alone, Some.ONE, "", problems).seeds());
      } else if (node instanceof Mapping mapping) {
        Ends ends = RecordBinder.bind(node, Ends.ONE, path, problems);
        if (mapping.find("to").isEmpty()) {
          problems.add(node.location(), path, "needs to, the last seed");
        }
        if (problems.count() > before) {
          return Optional.empty();
        }
        seeds = SeedRange.of(ends.from(), ends.to());
      } else {
        seeds = SeedRange.first(RecordBinder.bind(alone, Count.ONE, "", problems).seeds());
      }
      return problems.count() > before ? Optional.empty() : Optional.of(seeds);
    } catch (IllegalArgumentException e) {
      problems.add(node.location(), path, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public String brief(Object value) {
    return ((SeedRange) value).plain().toString();
  }
}
