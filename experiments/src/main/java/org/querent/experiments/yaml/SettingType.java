package org.querent.experiments.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.querent.core.settings.Setting;

/**
 * What the component of a record takes: a scalar, perhaps a scalar, a list, a record, or another.
 */
sealed interface SettingType {
  /** What is allowed, as messages and help say it. */
  String allowed();

  /**
   * The type of a component.
   *
   * @param others types whose meaning lives elsewhere, which come first
   * @throws IllegalArgumentException if YAML cannot be bound to it
   */
  static SettingType of(RecordComponent component, List<ComponentType> others) {
    for (ComponentType other : others) {
      if (other.covers(component.getType())) {
        return new Other(other);
      }
    }
    if (component.getType().isRecord()) {
      return new Nested();
    }
    Range range =
        Optional.ofNullable(component.getAnnotation(Setting.class))
            .map(Range::of)
            .orElse(Range.ALL);
    if (component.getType() == Optional.class) {
      return new Maybe(scalar(component, argument(component), range));
    }
    if (component.getType() == List.class) {
      return new Many(scalar(component, argument(component), range));
    }
    return new One(scalar(component, component.getType(), range));
  }

  private static ScalarType scalar(RecordComponent component, Type type, Range range) {
    Optional<ScalarType> scalar =
        type instanceof Class<?> known ? ScalarType.of(known, range) : Optional.empty();
    return scalar.orElseThrow(
        () ->
            new IllegalArgumentException(
                "no setting can be of the type of "
                    + component.getDeclaringRecord()
                    + ": "
                    + component));
  }

  private static Type argument(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : Object.class;
  }

  /** A scalar that is always there. */
  record One(ScalarType scalar) implements SettingType {
    @Override
    public String allowed() {
      return scalar.allowed();
    }
  }

  /** A scalar or {@code null}. */
  record Maybe(ScalarType scalar) implements SettingType {
    @Override
    public String allowed() {
      return scalar.allowed() + ", or null";
    }
  }

  /** A list of scalars. */
  record Many(ScalarType scalar) implements SettingType {
    @Override
    public String allowed() {
      return "a list, each " + scalar.allowed();
    }
  }

  /** A record within the record. */
  record Nested() implements SettingType {
    @Override
    public String allowed() {
      return "a mapping";
    }
  }

  /** What is read elsewhere. */
  record Other(ComponentType type) implements SettingType {
    @Override
    public String allowed() {
      return type.allowed();
    }
  }
}
