package org.querent.experiments.yaml;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a record as ordered maps, lists and scalars: the inverse of {@link RecordBinder}.
 *
 * <p>Stateless and thread-safe.
 */
public final class PlainRecord {
  private PlainRecord() {}

  /**
   * Every component under its key, in the order of the record; an empty {@link Optional} is left
   * out, so binding the result on defaults gives the same record where their optionals are empty.
   * Maps and lists of records are written as well.
   *
   * @return an unmodifiable map of its own
   * @throws IllegalArgumentException if a component is {@code null} or has no form in YAML
   */
  public static Map<String, Object> toPlain(Record settings) {
    return components(RecordShape.of(settings), settings);
  }

  private static <R extends Record> Map<String, Object> components(
      RecordShape<R> shape, R settings) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : shape.components()) {
      values.put(RecordShape.key(component), shape.value(settings, component));
    }
    return plainMap(values);
  }

  private static Map<String, Object> plainMap(Map<?, ?> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach((key, value) -> plain(value).ifPresent(it -> map.put(key.toString(), it)));
    return Collections.unmodifiableMap(map);
  }

  private static List<Object> plainList(List<?> values) {
    List<Object> list = new ArrayList<>();
    values.forEach(value -> plain(value).ifPresent(list::add));
    return Collections.unmodifiableList(list);
  }

  private static Optional<Object> plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(PlainRecord::plain);
    } else if (value instanceof Record settings) {
      return Optional.of(toPlain(settings));
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
