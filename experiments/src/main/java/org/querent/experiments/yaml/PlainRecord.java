package org.querent.experiments.yaml;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a record as ordered maps, lists and scalars: the inverse of {@link RecordBinder}.
 *
 * <p>Stateless and thread-safe.
 */
public final class PlainRecord {
  private static final PlainRecord PLAIN = new PlainRecord(value -> Optional.empty());

  private final Function<Object, Optional<Object>> others;

  private PlainRecord(Function<Object, Optional<Object>> others) {
    this.others = others;
  }

  /**
   * Every component under its key, in the order of the record; an empty {@link Optional} is left
   * out, so binding the result on defaults gives the same record where their optionals are empty.
   * Maps and lists of records are written as well.
   *
   * @return an unmodifiable map of its own
   * @throws IllegalArgumentException if a component is {@code null} or has no form in YAML
   */
  public static Map<String, Object> toPlain(Record settings) {
    return PLAIN.map(settings);
  }

  /**
   * The plain form of a record with components whose meaning lives elsewhere.
   *
   * @param others what stands for a value, unless it is empty; asked about every value
   */
  public static Map<String, Object> toPlain(
      Record settings, Function<Object, Optional<Object>> others) {
    return new PlainRecord(others).map(settings);
  }

  /** The form of a single value, if there is anything to be written. */
  static Optional<Object> plain(Object value) {
    return PLAIN.form(value);
  }

  private Map<String, Object> map(Record settings) {
    return components(RecordShape.of(settings), settings);
  }

  private <R extends Record> Map<String, Object> components(RecordShape<R> shape, R settings) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : shape.components()) {
      values.put(RecordShape.key(component), shape.value(settings, component));
    }
    return plainMap(values);
  }

  private Map<String, Object> plainMap(Map<?, ?> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach((key, value) -> form(value).ifPresent(it -> map.put(key.toString(), it)));
    return Collections.unmodifiableMap(map);
  }

  private List<Object> plainList(List<?> values) {
    List<Object> list = new ArrayList<>();
    values.forEach(value -> form(value).ifPresent(list::add));
    return Collections.unmodifiableList(list);
  }

  private Optional<Object> form(Object value) {
    Optional<Object> other = others.apply(value);
    if (other.isPresent()) {
      return other;
    } else if (value instanceof Optional<?> optional) {
      return optional.flatMap(this::form);
    } else if (value instanceof Record settings) {
      return Optional.of(map(settings));
    } else if (value instanceof Map<?, ?> map) {
      return Optional.of(plainMap(map));
    } else if (value instanceof List<?> list) {
      return Optional.of(plainList(list));
    } else if (value instanceof Enum<?> constant) {
      return Optional.of(Kebab.ofConstant(constant));
    } else if (value instanceof Path path) {
      return Optional.of(path.toString());
    } else if (value instanceof Number || value instanceof Boolean || value instanceof String) {
      return Optional.of(value);
    }
    throw new IllegalArgumentException("no form in YAML: " + value.getClass() + " " + value);
  }
}
