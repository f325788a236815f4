package org.querent.experiments.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Records as JSON: what they hold written, read with all that is unknown or of another type
 * refused, and described. Components are texts, numbers, truths, records, lists of these, and
 * optional ones, which may be null or left out when they are read.
 */
final class Shape {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Shape() {}

  /** Writes a record, or a part of one. */
  static JsonNode write(Object value) {
    if (value instanceof Record) {
      ObjectNode object = JSON.createObjectNode();
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        object.set(component.getName(), write(get(component, value)));
      }
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.createArrayNode();
      list.forEach(element -> array.add(write(element)));
      return array;
    }
    if (value instanceof OptionalDouble number) {
      return JSON.valueToTree(number.isPresent() ? number.getAsDouble() : null);
    }
    return JSON.valueToTree(value instanceof Optional<?> some ? some.orElse(null) : value);
  }

  private static Object get(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }

  /**
   * Reads a record of texts, numbers and truths.
   *
   * @throws Problem if the bytes say something else
   */
  static <T extends Record> T read(byte[] bytes, Class<T> type) {
    JsonNode node = parse(bytes);
    if (!node.isObject()) {
      throw new Problem(400, "found " + kind(node) + ", allowed an object");
    }
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Stream.of(components).map(RecordComponent::getName).toList();
    for (Iterator<String> found = node.fieldNames(); found.hasNext(); ) {
      if (!names.contains(found.next())) {
        throw new Problem(400, "found a field that is none of " + String.join(", ", names));
      }
    }
    Object[] values =
        Stream.of(components)
            .map(part -> read(node.path(part.getName()), part.getName(), part.getGenericType()))
            .toArray();
    try {
      Class<?>[] types =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      String at = e.getLocation() == null ? "" : ", column " + e.getLocation().getColumnNr();
      throw new Problem(400, "the body is not JSON" + at);
    } catch (IOException e) {
      throw new Problem(400, "the body is not JSON in UTF-8");
    }
  }

  private static Object read(JsonNode node, String name, Type type) {
    if (type == OptionalDouble.class) {
      return missing(node)
          ? OptionalDouble.empty()
          : OptionalDouble.of(require(node, node.isNumber(), name, "a number").doubleValue());
    }
    if (type instanceof ParameterizedType optional) {
      return missing(node)
          ? Optional.empty()
          : Optional.of(read(node, name, optional.getActualTypeArguments()[0]));
    }
    return type == Boolean.class
        ? require(node, node.isBoolean(), name, "true or false").booleanValue()
        : require(node, node.isTextual(), name, "a text").textValue();
  }

  private static boolean missing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static JsonNode require(JsonNode node, boolean isRight, String name, String allowed) {
    if (!isRight) {
      throw new Problem(400, name + ": found " + kind(node) + ", allowed " + allowed);
    }
    return node;
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case NULL -> "null";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case BOOLEAN -> "a truth";
      default -> "a number";
    };
  }

  /**
   * Describes a record as JSON schema does.
   *
   * @param schemas gets it and those that it refers to, by name
   * @return a reference to it
   */
  static ObjectNode describe(Type type, ObjectNode schemas) {
    ObjectNode schema = JSON.createObjectNode();
    if (type instanceof Class<?> record && record.isRecord()) {
      String name = record.getSimpleName();
      if (!schemas.has(name)) {
        ObjectNode object = schemas.putObject(name).put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = object.putArray("required");
        for (RecordComponent part : record.getRecordComponents()) {
          properties.set(part.getName(), describe(part, schemas));
          if (!isOptional(part.getGenericType())) {
            required.add(part.getName());
          }
        }
      }
      return schema.put("$ref", "#/components/schemas/" + name);
    }
    if (isOptional(type)) {
      String value = type == OptionalDouble.class ? "number" : plain(inner(type));
      schema.putArray("type").add(value).add("null");
      return schema;
    }
    if (type instanceof ParameterizedType) {
      return schema.put("type", "array").set("items", describe(inner(type), schemas));
    }
    return schema.put("type", plain(type));
  }

  private static JsonNode describe(RecordComponent part, ObjectNode schemas) {
    ObjectNode schema = describe(part.getGenericType(), schemas);
    Meaning meaning = part.getAnnotation(Meaning.class);
    return meaning == null ? schema : schema.put("description", meaning.value());
  }

  private static boolean isOptional(Type type) {
    return type == OptionalDouble.class
        || type instanceof ParameterizedType it && it.getRawType() == Optional.class;
  }

  private static Type inner(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  private static String plain(Type type) {
    Map<Type, String> names =
        Map.of(
            String.class, "string",
            double.class, "number",
            int.class, "integer",
            long.class, "integer",
            boolean.class, "boolean",
            Boolean.class, "boolean");
    return names.get(type);
  }
}
