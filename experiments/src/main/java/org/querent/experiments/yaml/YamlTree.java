package org.querent.experiments.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/** Makes trees of nodes out of others; nodes keep the places that they were read from. */
public final class YamlTree {
  private YamlTree() {}

  /** One tree over another: mappings are merged key by key, anything else takes the place. */
  public static YamlNode over(YamlNode base, YamlNode top) {
    if (!(base instanceof Mapping below && top instanceof Mapping above)) {
      return top;
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    below.entries().forEach(entry -> entries.put(entry.key(), entry));
    for (Entry entry : above.entries()) {
      Entry under = entries.get(entry.key());
      YamlNode value = under == null ? entry.value() : over(under.value(), entry.value());
      entries.put(entry.key(), new Entry(entry.key(), entry.location(), value));
    }
    return new Mapping(above.location(), List.copyOf(entries.values()));
  }

  /** A mapping without a key. */
  public static Mapping without(Mapping mapping, String key) {
    return new Mapping(
        mapping.location(),
        mapping.entries().stream().filter(entry -> !entry.key().equals(key)).toList());
  }

  /** A value within mappings of one key each: {@code a: {b: value}} for the keys a and b. */
  public static YamlNode nested(List<String> keys, YamlNode value) {
    YamlNode node = value;
    for (int n = keys.size() - 1; n >= 0; n--) {
      Entry entry = new Entry(keys.get(n), value.location(), node);
      node = new Mapping(value.location(), List.of(entry));
    }
    return node;
  }

  /** A tree as if it were read from another text. */
  public static YamlNode from(String source, YamlNode node) {
    Location location = node.location().of(source);
    if (node instanceof Mapping mapping) {
      List<Entry> entries = new ArrayList<>();
      for (Entry entry : mapping.entries()) {
        YamlNode value = from(source, entry.value());
        entries.add(new Entry(entry.key(), entry.location().of(source), value));
      }
      return new Mapping(location, entries);
    }
    if (node instanceof Sequence sequence) {
      return mapped(new Sequence(location, sequence.items()), item -> from(source, item));
    }
    Scalar scalar = (Scalar) node;
    return new Scalar(location, scalar.text(), scalar.kind());
  }

  private static Sequence mapped(Sequence sequence, UnaryOperator<YamlNode> change) {
    return new Sequence(sequence.location(), sequence.items().stream().map(change).toList());
  }
}
