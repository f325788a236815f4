package org.querent.core.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records of numbers, truths, texts and constants as JSON, under the keys and names that they have
 * in YAML. Stateless and thread-safe.
 */
public final class SettingsJson {
  private SettingsJson() {}

  /**
   * A record as an object: a key per component.
   *
   * @throws IllegalArgumentException if a component is neither number, truth, text nor constant
   */
  public static ObjectNode write(Record settings) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      object.set(key(component), node(value(settings, component)));
    }
    return object;
  }

  private static Object value(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  private static JsonNode node(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof Enum<?> constant) {
      return nodes.textNode(name(constant));
    } else if (value instanceof Integer number) {
      return nodes.numberNode(number);
    } else if (value instanceof Long number) {
      return nodes.numberNode(number);
    } else if (value instanceof Double number) {
      return nodes.numberNode(number);
    } else if (value instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    } else if (value instanceof String text) {
      return nodes.textNode(text);
    }
    throw new IllegalArgumentException("no form in JSON: " + value);
  }

  /**
   * The record that was written.
   *
   * @param <R> its type
   * @throws IllegalArgumentException if a key is missing or has no valid value, with its name, or
   *     the record refuses its values
   */
  public static <R extends Record> R read(JsonNode object, Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int n = 0; n < values.length; n++) {
      String key = key(components[n]);
      JsonNode node = object.path(key);
      values[n] =
          value(node, components[n].getType())
              .orElseThrow(() -> new IllegalArgumentException("no valid " + key + ": " + node));
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(Objects.requireNonNull(e.getCause()).getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot construct " + type, e);
    }
  }

  private static Optional<?> value(JsonNode node, Class<?> type) {
    Optional<JsonNode> given = Optional.of(node);
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .filter(constant -> name((Enum<?>) constant).equals(node.asText()))
          .findFirst();
    } else if (type == boolean.class) {
      return given.filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    } else if (type == int.class) {
      return given.filter(JsonNode::isInt).map(JsonNode::intValue);
    } else if (type == long.class) {
      return given
          .filter(it -> it.isIntegralNumber() && it.canConvertToLong())
          .map(JsonNode::longValue);
    } else if (type == double.class) {
      return given.filter(JsonNode::isNumber).map(JsonNode::doubleValue);
    } else if (type == String.class) {
      return given.map(JsonNode::textValue);
    }
    return Optional.empty();
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
