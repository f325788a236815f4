package org.querent.experiments.yaml;

import java.util.List;
import java.util.Optional;

/**
 * One node of a YAML document together with the place where it starts.
 *
 * <p>Nodes are immutable; the lists they are made from are copied.
 */
public sealed interface YamlNode {
  /** Where the node starts; for a block mapping or list, where its first key or dash is. */
  Location location();

  /** What names a component: the value of the key {@code type}, or the node itself without it. */
  default YamlNode named() {
    return this instanceof Mapping mapping
        ? mapping.find("type").map(Entry::value).orElse(this)
        : this;
  }

  /**
   * Keys and values in the order of the text; no key occurs twice.
   *
   * @param location where the mapping starts
   * @param entries the keys with their values
   */
  record Mapping(Location location, List<Entry> entries) implements YamlNode {
    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The entry of a key, if the mapping has it; O(entries). */
    public Optional<Entry> find(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }
  }

  /**
   * One key of a mapping.
   *
   * @param key the text of the key
   * @param location where the key stands
   * @param value what the key is given
   */
  record Entry(String key, Location location, YamlNode value) {}

  /**
   * A list of nodes.
   *
   * @param location where the list starts
   * @param items the nodes in the order of the text
   */
  record Sequence(Location location, List<YamlNode> items) implements YamlNode {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A single value.
   *
   * @param location where the value starts
   * @param text the value as written, without quotes
   * @param kind what the value reads as
   */
  record Scalar(Location location, String text, Kind kind) implements YamlNode {}

  /** What a scalar reads as. A quoted scalar is always {@link #TEXT}. */
  enum Kind {
    /** Anything that is none of the others, octal and hexadecimal numbers among it. */
    TEXT("text"),
    /** Decimal digits with an optional sign, of any length. */
    WHOLE("a whole number"),
    /** A decimal fraction, a number with an exponent, an infinity or not-a-number. */
    NUMBER("a number"),
    /** {@code true} or {@code false}, or one of YAML's other words for them. */
    TRUTH("true or false"),
    /** {@code null}, {@code ~}, or no value at all. */
    NOTHING("nothing");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
