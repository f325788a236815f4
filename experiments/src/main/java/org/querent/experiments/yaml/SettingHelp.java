package org.querent.experiments.yaml;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.experiments.yaml.SettingType.Nested;
import org.querent.experiments.yaml.SettingType.Other;

/**
 * One line of help on one setting.
 *
 * <p>Immutable.
 *
 * @param key the keys that lead to the setting, joined by dots
 * @param allowed the type and the range, in words
 * @param standard the default as it is written in YAML; empty if there is none
 * @param meaning what the setting means; empty if its record does not say
 */
public record SettingHelp(String key, String allowed, String standard, String meaning) {
  /**
   * Describes every setting of a record in its order, those of nested records in their place.
   *
   * @throws IllegalArgumentException if a component cannot be bound, or a default is {@code null}
   */
  public static List<SettingHelp> describe(Record defaults) {
    return describe(defaults, List.of());
  }

  /**
   * Describes a record with components whose meaning lives elsewhere.
   *
   * @param others the types of such components
   */
  public static List<SettingHelp> describe(Record defaults, List<ComponentType> others) {
    List<SettingHelp> lines = new ArrayList<>();
    collect(RecordShape.of(defaults), defaults, "", others, lines);
    return List.copyOf(lines);
  }

  private static <R extends Record> void collect(
      RecordShape<R> shape,
      R defaults,
      String path,
      List<ComponentType> others,
      List<SettingHelp> lines) {
    for (RecordComponent component : shape.components()) {
      String key = RecordShape.key(component);
      String keyPath = KeyPath.of(path, key);
      SettingType type = SettingType.of(component, others);
      Object value = shape.value(defaults, component);
      if (type instanceof Nested) {
        Record nested = (Record) value;
        collect(RecordShape.of(nested), nested, keyPath, others, lines);
      } else {
        String standard =
            type instanceof Other other
                ? other.type().brief(value)
                : PlainRecord.plain(value).map(Object::toString).orElse("");
        lines.add(new SettingHelp(keyPath, type.allowed(), standard, meaning(component)));
      }
    }
  }

  private static String meaning(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(Setting.class))
        .map(Setting::value)
        .orElse("");
  }
}
