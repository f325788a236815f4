package org.querent.experiments.yaml;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.querent.experiments.yaml.SettingType.Many;
import org.querent.experiments.yaml.SettingType.Maybe;
import org.querent.experiments.yaml.SettingType.Nested;
import org.querent.experiments.yaml.SettingType.One;
import org.querent.experiments.yaml.SettingType.Other;
import org.querent.experiments.yaml.YamlNode.Entry;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;

/**
 * Overlays a YAML mapping on a record of defaults.
 *
 * <p>A key is the name of a component in kebab case. A component is an {@code int}, {@code long},
 * {@code float}, {@code double}, {@code boolean}, {@link String}, {@link java.nio.file.Path} or an
 * enum, an {@link Optional} or a {@link List} of one of these, a type that the caller knows how to
 * read, or a record, whose own defaults are overlaid in turn. The bounds of {@link
 * org.querent.core.settings.Setting} hold for a number and for each number of a list.
 *
 * <p>Every problem is reported in the same pass; where there is one, the default is kept and
 * binding goes on. The record may be of any visibility and from any jar on the class path.
 *
 * <p>Stateless and thread-safe, but {@link Problems} is not. O(keys times components) per mapping.
 */
public final class RecordBinder {
  private final List<ComponentType> others;
  private final Problems problems;

  private RecordBinder(List<ComponentType> others, Problems problems) {
    this.others = others;
    this.problems = problems;
  }

  /**
   * Reads a mapping as a record, with no further key allowed.
   *
   * @param <R> the record to bind
   */
  public static <R extends Record> R bind(
      YamlNode node, R defaults, String path, Problems problems) {
    return bind(node, defaults, path, problems, Set.of());
  }

  /**
   * Reads a mapping as a record, with no further types.
   *
   * @param <R> the record to bind
   */
  public static <R extends Record> R bind(
      YamlNode node, R defaults, String path, Problems problems, Set<String> alsoAllowed) {
    return bind(node, defaults, path, problems, alsoAllowed, List.of());
  }

  /**
   * The defaults with what the mapping gives in their place.
   *
   * @param node what the document gives; a problem unless it is a mapping
   * @param defaults the value of each component that is not given
   * @param path the keys that lead to the node, joined by dots; empty at the top
   * @param problems gets every problem; an {@link IllegalArgumentException} of the record's
   *     constructor is one, at the start of the mapping, with its message
   * @param alsoAllowed keys that the caller reads itself; skipped here, also where a component has
   *     the same name
   * @param others types that the caller knows how to read, also within records
   * @param <R> the record to bind
   * @throws IllegalArgumentException if a component has a type that cannot be bound, or a default
   *     is {@code null}
   */
  public static <R extends Record> R bind(
      YamlNode node,
      R defaults,
      String path,
      Problems problems,
      Set<String> alsoAllowed,
      List<ComponentType> others) {
    return new RecordBinder(others, problems).bind(node, defaults, path, alsoAllowed);
  }

  private <R extends Record> R bind(
      YamlNode node, R defaults, String path, Set<String> alsoAllowed) {
    RecordShape<R> shape = RecordShape.of(defaults);
    if (!(node instanceof Mapping mapping)) {
      refuse(node, path, "a mapping with " + String.join(", ", shape.keys()));
      return defaults;
    }
    reportUnknownKeys(mapping, path, union(shape.keys(), alsoAllowed), problems);
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : shape.components()) {
      String key = RecordShape.key(component);
      Object standard = shape.value(defaults, component);
      Optional<Entry> given = alsoAllowed.contains(key) ? Optional.empty() : mapping.find(key);
      values.add(
          given
              .map(entry -> value(entry, component, standard, KeyPath.of(path, key)))
              .orElse(standard));
    }
    return construct(shape, values, mapping, path).orElse(defaults);
  }

  private static Set<String> union(Set<String> keys, Set<String> more) {
    Set<String> allowed = new LinkedHashSet<>(keys);
    more.stream().sorted().forEach(allowed::add);
    return allowed;
  }

  /** Reports every key of a mapping that is not one of those allowed. */
  public static void reportUnknownKeys(
      Mapping mapping, String path, Set<String> allowed, Problems problems) {
    for (Entry entry : mapping.entries()) {
      if (!allowed.contains(entry.key())) {
        String message = "found an unknown key, allowed " + String.join(", ", allowed);
        problems.add(
            entry.location(),
            KeyPath.of(path, entry.key()),
            message + Nearest.hint(entry.key(), allowed));
      }
    }
  }

  private Object value(Entry entry, RecordComponent component, Object standard, String path) {
    SettingType type = SettingType.of(component, others);
    YamlNode node = entry.value();
    if (type instanceof Other other) {
      return other.type().read(node, path, problems).<Object>map(value -> value).orElse(standard);
    } else if (type instanceof Nested) {
      return bind(node, (Record) standard, path, Set.of());
    } else if (type instanceof One one && node instanceof Scalar scalar) {
      return scalar(scalar, one.scalar(), path).orElse(standard);
    } else if (type instanceof Maybe maybe && node instanceof Scalar scalar) {
      return maybe(scalar, maybe.scalar(), standard, path);
    } else if (type instanceof Many many && node instanceof Sequence sequence) {
      return many(sequence, many.scalar(), standard, path);
    }
    refuse(node, path, type.allowed());
    return standard;
  }

  private Optional<Object> scalar(Scalar scalar, ScalarType type, String path) {
    return type.read(scalar, complaint -> problems.add(scalar.location(), path, complaint));
  }

  private Object maybe(Scalar scalar, ScalarType type, Object standard, String path) {
    if (scalar.kind() == Kind.NOTHING) {
      return Optional.empty();
    }
    return scalar(scalar, type, path).<Object>map(Optional::of).orElse(standard);
  }

  private Object many(Sequence sequence, ScalarType type, Object standard, String path) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode item = sequence.items().get(i);
      String itemPath = KeyPath.of(path, i);
      if (item instanceof Scalar scalar) {
        scalar(scalar, type, itemPath).ifPresent(values::add);
      } else {
        refuse(item, itemPath, type.allowed());
      }
    }
    return values.size() == sequence.items().size() ? List.copyOf(values) : standard;
  }

  private <R extends Record> Optional<R> construct(
      RecordShape<R> shape, List<Object> values, Mapping mapping, String path) {
    try {
      return Optional.of(shape.construct(values));
    } catch (IllegalArgumentException e) {
      problems.add(mapping.location(), path, Found.message(e));
      return Optional.empty();
    }
  }

  private void refuse(YamlNode node, String path, String allowed) {
    problems.add(node.location(), path, "found " + Found.withKind(node) + ", allowed " + allowed);
  }
}
