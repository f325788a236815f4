package org.querent.experiments.yaml;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.experiments.yaml.SettingType.Many;
import org.querent.experiments.yaml.SettingType.Maybe;
import org.querent.experiments.yaml.SettingType.Nested;
import org.querent.experiments.yaml.SettingType.One;

/**
 * Describes what {@link RecordBinder} reads as a JSON Schema (draft 2020-12), so that an editor
 * completes and checks it. Every value may also be a grid of values. Not thread-safe.
 */
public final class JsonSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String gridKey;
  private final Map<Class<?>, String> others;
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

  /**
   * A schema without definitions.
   *
   * @param gridKey the only key of a mapping that stands for a choice of values
   * @param others the definitions of component types whose meaning lives elsewhere
   */
  public JsonSchema(String gridKey, Map<Class<?>, String> others) {
    this.gridKey = gridKey;
    this.others = Map.copyOf(others);
  }

  /** The definitions that references lead to; live. */
  public ObjectNode definitions() {
    return definitions;
  }

  /**
   * Adds a definition.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public void define(String name, ObjectNode schema) {
    if (definitions.has(name)) {
      throw new IllegalArgumentException("a second definition of " + name);
    }
    definitions.set(name, schema);
  }

  /**
   * An object of the components of a record, none of which is required.
   *
   * @param path which record it is: what its components are called begins with it
   */
  public ObjectNode of(Record defaults, String path) {
    return of(RecordShape.of(defaults), defaults, path);
  }

  private <R extends Record> ObjectNode of(RecordShape<R> shape, R defaults, String path) {
    ObjectNode object = object();
    ObjectNode properties = object.putObject("properties");
    for (RecordComponent component : shape.components()) {
      String key = RecordShape.key(component);
      Object value = shape.value(defaults, component);
      ObjectNode property = property(component, value, KeyPath.of(path, key));
      Optional.ofNullable(component.getAnnotation(Setting.class))
          .ifPresent(setting -> property.put("description", setting.value()));
      properties.set(key, property);
    }
    return object;
  }

  /** An object that has no other properties than those put into it. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "object")
        .put("additionalProperties", false);
  }

  private ObjectNode property(RecordComponent component, Object value, String path) {
    if (others.containsKey(component.getType())) {
      return reference(others.get(component.getType()));
    }
    SettingType type = SettingType.of(component, List.of());
    if (type instanceof Nested) {
      Record nested = (Record) value;
      define(path, of(RecordShape.of(nested), nested, path));
      return orGrid(reference(path));
    }
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (type instanceof One one) {
      schema = scalar(one.scalar());
    } else if (type instanceof Maybe maybe) {
      schema = anyOf(scalar(maybe.scalar()), nothing());
    } else if (type instanceof Many many) {
      schema.put("type", "array").set("items", scalar(many.scalar()));
    }
    ObjectNode property = orGrid(schema);
    PlainRecord.plain(value).ifPresent(plain -> property.set("default", JSON.valueToTree(plain)));
    return property;
  }

  /** A reference to a definition. */
  public static ObjectNode reference(String definition) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + definition);
  }

  /** Either schema. */
  public static ObjectNode anyOf(ObjectNode... schemas) {
    ObjectNode any = JsonNodeFactory.instance.objectNode();
    any.putArray("anyOf").addAll(List.of(schemas));
    return any;
  }

  /** A value, or a grid of such values. */
  public ObjectNode orGrid(ObjectNode value) {
    ObjectNode grid = object();
    grid.putObject("properties")
        .putObject(gridKey)
        .put("type", "array")
        .put("minItems", 1)
        .set("items", value);
    grid.putArray("required").add(gridKey);
    return anyOf(value, grid);
  }

  private static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode().put("type", "null");
  }

  private static ObjectNode scalar(ScalarType type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (type instanceof ScalarType.Whole whole) {
      bounds(schema.put("type", "integer"), whole.range());
    } else if (type instanceof ScalarType.Real real) {
      bounds(schema.put("type", "number"), real.range());
    } else if (type instanceof ScalarType.Truth) {
      schema.put("type", "boolean");
    } else if (type instanceof ScalarType.Choice choice) {
      choice.constants().forEach(c -> schema.withArray("enum").add(Kebab.ofConstant(c)));
    } else {
      // A number is taken as it is written: names such as 2016 are names.
      schema.putArray("type").add("string").add("number").add("boolean");
    }
    return schema;
  }

  private static void bounds(ObjectNode schema, Range range) {
    if (Double.isFinite(range.min())) {
      schema.put("minimum", range.min());
    }
    if (Double.isFinite(range.max())) {
      schema.put("maximum", range.max());
    }
  }
}
